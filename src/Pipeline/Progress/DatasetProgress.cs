namespace Hares.Pipeline.Progress;

/// <summary>Clips of a dataset settled and planned, each counted once for every encoder and plan.</summary>
internal sealed record DatasetProgress(string Name, long Settled, long Planned);
