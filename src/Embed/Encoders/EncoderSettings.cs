using Hares.Embed.Encoders.Own;

namespace Hares.Embed.Encoders;

/// <summary>An encoder as a pipeline file asks for it.</summary>
public sealed record EncoderSettings
{
    /// <summary>A name of the <see cref="EncoderCatalogue"/>. Ignored where there is a <see cref="Model"/>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The user's own network instead, which brings its weights; of the other settings only <see cref="Pooling"/> applies to it.</summary>
    public OwnModelSettings? Model { get; init; }

    /// <summary>Length of the embedding, where the architecture offers several; default: the architecture's first.</summary>
    public int? Dimension { get; init; }

    /// <summary>A safetensors, PyTorch or .npz file; default: none, random weights from <see cref="Seed"/>.</summary>
    public string? WeightsPath { get; init; }

    /// <summary>Seed of random weights. Ignored where there is a weights file.</summary>
    public int Seed { get; init; }

    /// <summary>How the vectors over time become one; default: the architecture's own.</summary>
    public Pooling? Pooling { get; init; }

    /// <summary>Layer of a transformer whose output is taken, from 1; default: the last.</summary>
    public int? Layer { get; init; }

    /// <summary>Numbers that a network of the catalogue computes with. Ignored by the user's own and by the baseline without a network.</summary>
    public Precision Precision { get; init; }

    /// <summary>Where the weights are written before the network takes its inference form; default: nowhere.</summary>
    internal string? ExportPath { get; init; }

    /// <summary>Mel bands of the front end; default: those of the architecture's own preset.</summary>
    public int? Bands { get; init; }

    /// <summary>Mean of the training corpus' log-mel, for <c>byol-a-cnn</c>; default: the published number.</summary>
    public float Mean { get; init; } = -5.4919f;

    /// <summary>Standard deviation of the training corpus' log-mel, for <c>byol-a-cnn</c>; default: the published number.</summary>
    public float StandardDeviation { get; init; } = 5.0389f;
}
