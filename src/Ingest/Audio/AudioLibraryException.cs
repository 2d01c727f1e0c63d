namespace Hares.Ingest.Audio;

/// <summary>A native library that decoding needs cannot be loaded. The message is for the user and names the package to install.</summary>
public sealed class AudioLibraryException(string message) : Exception(message);
