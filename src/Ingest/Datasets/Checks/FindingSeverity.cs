namespace Hares.Ingest.Datasets.Checks;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Scores would be wrong or impossible.</summary>
    Error,

    /// <summary>Scores are possible; they may mean less than they seem to.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,
}
