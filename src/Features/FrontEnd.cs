namespace Hares.Features;

/// <summary>What stands between a waveform and an encoder: a log-mel spectrogram and its normalisation.</summary>
/// <param name="Name">As the pipeline file says it.</param>
/// <param name="LogMel">Settings of the spectrogram.</param>
/// <param name="Normalisation">Applied to each window's spectrogram.</param>
public sealed record FrontEnd(string Name, LogMelOptions LogMel, Normalisation Normalisation)
{
    /// <summary>
    /// Every setting but the name, in words that stay the same between versions: front ends of equal descriptions give equal
    /// features, so this belongs into cache keys.
    /// </summary>
    public string Description => FormattableString.Invariant(
        $"""
        sample rate {LogMel.SampleRateHz}
        window {LogMel.Window} {LogMel.WindowSamples} in {LogMel.FftSize}, hop {LogMel.HopSamples}, {LogMel.Alignment}
        remove dc {LogMel.RemoveDc}, pre-emphasis {LogMel.PreEmphasis}
        mel {LogMel.Scale}, {LogMel.Bands} bands, {LogMel.MinHz} to {LogMel.MaxHz} Hz, norm {LogMel.Norm}
        level {LogMel.Compression}, floor {LogMel.Floor}
        normalisation {Normalisation}
        """);
}
