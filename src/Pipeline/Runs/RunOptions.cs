namespace Hares.Pipeline.Runs;

/// <summary>What the command line says about a run.</summary>
internal sealed record RunOptions
{
    /// <summary>Path of the pipeline file.</summary>
    public required string File { get; init; }

    /// <summary>Tasks of the file to run; null runs all.</summary>
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>Encoders of the file to run; null runs all.</summary>
    public IReadOnlyList<string>? Encoders { get; init; }

    public ProgressKind Progress { get; init; }

    /// <summary>Whether results are printed as JSON rather than as a table.</summary>
    public bool Json { get; init; }

    public bool Verbose { get; init; }
}
