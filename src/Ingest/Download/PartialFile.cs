namespace Hares.Ingest.Download;

/// <summary>
/// What is there of a file, under a name of its own until it is whole, and beside it what it is a part of: the address, and the validator
/// (RFC 9110, 8.8) by which a server can tell whether its file is still the same.
/// </summary>
internal sealed class PartialFile(string path, Uri url)
{
    private const string Suffix = ".partial";

    private readonly string _content = path + Suffix;
    private readonly string _origin = path + Suffix + ".origin";

    public long Length => LengthOf(_content);

    public string ContentPath => _content;

    /// <summary>The validator of what is there; null when the server gave none, or when what is there came from another address.</summary>
    public string? Validator =>
        File.Exists(_origin) && File.ReadAllLines(_origin) is [var from, { Length: > 0 } validator] && from == url.AbsoluteUri ? validator : null;

    /// <summary>Bytes that are there of a file, whole or begun.</summary>
    public static long BytesAt(string path) => LengthOf(path) + LengthOf(path + Suffix);

    /// <summary>Empties the file for content that a server marks with this validator.</summary>
    public void Restart(string? validator)
    {
        Remove();
        File.WriteAllLines(_origin, [url.AbsoluteUri, validator ?? ""]);
    }

    public FileStream Append() => new(_content, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Remove()
    {
        File.Delete(_content);
        File.Delete(_origin);
    }

    /// <summary>Gives the file its own name.</summary>
    public void Publish()
    {
        File.Move(_content, path, overwrite: true);
        File.Delete(_origin);
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
