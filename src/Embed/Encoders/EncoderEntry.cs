namespace Hares.Embed.Encoders;

/// <summary>What the catalogue says of an architecture.</summary>
public sealed record EncoderEntry
{
    /// <summary>The poolings of a network whose original ends in a mean over time.</summary>
    internal static IReadOnlyList<Pooling> OverTime { get; } = [Pooling.Mean, Pooling.MeanMax, Pooling.MeanDeviation];

    /// <summary>Name in a pipeline file.</summary>
    public required string Name { get; init; }

    /// <summary>What it computes, in a few words.</summary>
    public required string Description { get; init; }

    /// <summary>Paper and reference implementation.</summary>
    public required string Source { get; init; }

    /// <summary>Front-end preset the architecture was published with; null: it takes the waveform itself.</summary>
    public required string? FrontEnd { get; init; }

    /// <summary>Sample rate of that preset, or of the waveform.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>Mel bands of that preset; 1 for a waveform.</summary>
    public required int Bands { get; init; }

    /// <summary>Frames of log-mel, or samples of a waveform, that a window must have; the network makes nothing of less.</summary>
    public int MinimumFrames { get; init; } = 1;

    /// <summary>
    /// What a window takes at most on its way through the network, in bytes for each of its frames (or samples): measured on the CPU in float32. The
    /// size of batches is reckoned from it.
    /// </summary>
    public required int ActivationBytesPerFrame { get; init; }

    /// <summary>Poolings to choose from, the first being the original's own and the default; none where there is no choice.</summary>
    public IReadOnlyList<Pooling> Poolings { get; init; } = [];

    /// <summary>Layers to choose from; 0 where there is no choice.</summary>
    public int Layers { get; init; }

    /// <summary>Lengths of the embedding to choose from, the first being the default; twice that with the deviation.</summary>
    public required IReadOnlyList<EncoderSize> Sizes { get; init; }
}
