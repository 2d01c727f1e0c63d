namespace Hares.Ingest.Download;

/// <summary>
/// What is there of a file, under a name of its own until it is whole, and beside it what it is a part of: the address, and the validator
/// (RFC 9110, 8.8) by which a server can tell whether its file is still the same.
/// </summary>
internal sealed class PartialFile(string path, Uri url)
{
    private readonly string _content = path + ".partial";
    private readonly string _origin = path + ".partial.origin";

    public long Length => new FileInfo(_content) is { Exists: true } file ? file.Length : 0;

    public string ContentPath => _content;

    /// <summary>The validator of what is there; null when the server gave none, or when what is there came from another address.</summary>
    public string? Validator =>
        File.Exists(_origin) && File.ReadAllLines(_origin) is [var from, { Length: > 0 } validator] && from == url.AbsoluteUri ? validator : null;

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
}
