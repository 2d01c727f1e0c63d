namespace Hares.Ingest.Audio;

/// <summary>
/// A native library or program that decoding needs cannot be loaded or started. The message is for the user and names the package to install.
/// </summary>
public sealed class AudioLibraryException(string message) : Exception(message);
