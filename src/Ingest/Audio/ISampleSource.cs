namespace Hares.Ingest.Audio;

/// <summary>A decoder at work: gives the samples of one file, or of a stretch of it, from front to back.</summary>
internal interface ISampleSource
{
    int SampleRateHz { get; }

    int Channels { get; }

    /// <summary>Whether samples are stored as integers: none is NaN or infinite then.</summary>
    bool HoldsIntegers { get; }

    /// <summary>Reads whole frames (one sample of every channel), interleaved; gives the number of frames, 0 at the end.</summary>
    int ReadFrames(Span<float> interleaved);
}
