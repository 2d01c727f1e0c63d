namespace Hares.Ingest.Audio;

/// <summary>What an audio file's header says; nothing has been decoded.</summary>
/// <param name="SampleRateHz">Sample rate.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Frames">Samples of one channel; null when the header does not declare them. An MP3 without a length tag declares none.</param>
/// <param name="Format">Container, for people: "wav", "flac", "ogg", "mp3", ...</param>
public sealed record AudioHeader(int SampleRateHz, int Channels, long? Frames, string Format)
{
    /// <summary>Length in seconds; null when the header does not declare it.</summary>
    public double? DurationSeconds => Frames / (double)SampleRateHz;
}
