using Hares.Probe;

namespace Hares.Pipeline.Configuration;

/// <summary>One experiment: a pipeline file, read, checked, its paths made full.</summary>
internal sealed record PipelineFile
{
    /// <summary>Full path of the file itself.</summary>
    public required string Path { get; init; }

    /// <summary>Names the run folder.</summary>
    public required string Name { get; init; }

    /// <summary>What every random choice of a run derives from.</summary>
    public required int Seed { get; init; }

    public required DataSettings Data { get; init; }

    /// <summary>One's own datasets, by name.</summary>
    public required IReadOnlyDictionary<string, ManifestSettings> Datasets { get; init; }

    /// <summary>Task names, "esc-50" or "dataset/task", in the order they are embedded.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    public required IReadOnlyList<EncoderChoice> Encoders { get; init; }

    public required EmbedSettings Embed { get; init; }

    public required ProbeOptions Probe { get; init; }

    /// <summary>Augmented views of each training clip; null leaves it to the task and the protocol.</summary>
    public required int? Views { get; init; }

    public required OutputSettings Output { get; init; }
}
