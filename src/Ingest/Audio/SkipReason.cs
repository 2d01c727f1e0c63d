namespace Hares.Ingest.Audio;

/// <summary>Why a clip could not be used. The name, in kebab case, is what failures.csv shows.</summary>
public enum SkipReason
{
    /// <summary>No file at the path.</summary>
    Missing,

    /// <summary>A folder, a device or a pipe where an audio file should be.</summary>
    NotAFile,

    /// <summary>The operating system refuses to open or read the file.</summary>
    Unreadable,

    /// <summary>The file has no bytes, or no samples.</summary>
    Empty,

    /// <summary>No decoder recognises the content.</summary>
    NotAudio,

    /// <summary>Fewer samples than the header declares, or the decoder stops with an error.</summary>
    Damaged,

    /// <summary>A sample rate or channel count outside what Hares accepts.</summary>
    BadHeader,

    /// <summary>The samples hold NaN or infinity, or are so large that the log-mel made of them does.</summary>
    NotFinite,

    /// <summary>Longer than the limit in the pipeline file.</summary>
    TooLong,

    /// <summary>The stretch asked for lies outside the file.</summary>
    OutsideFile,

    /// <summary>The encoder returned NaN, infinity or another size than it declares.</summary>
    BadEmbedding,
}
