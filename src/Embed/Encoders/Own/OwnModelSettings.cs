namespace Hares.Embed.Encoders.Own;

/// <summary>A user's own network as a pipeline file asks for it.</summary>
public sealed record OwnModelSettings
{
    /// <summary>What runs it.</summary>
    public required ModelFormat Format { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Front-end preset whose normalised log-mel it takes; null: the waveform itself, full scale 1.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>Rate of the waveform in Hz. Ignored where there is a front end, which has its own.</summary>
    public int SampleRateHz { get; init; } = 16_000;

    /// <summary>The only length a TorchScript takes, in samples, or frames of log-mel; default: it takes any. An ONNX file says so itself.</summary>
    public int? Length { get; init; }

    /// <summary>Which of several outputs: its name, or its place from 0 in a TorchScript tuple; default: the only one.</summary>
    public string? Output { get; init; }
}
