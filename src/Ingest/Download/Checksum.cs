using System.Security.Cryptography;

namespace Hares.Ingest.Download;

/// <summary>The hash that a file's owners publish of it. It tells a damaged file; MD5, which some still publish, does not stop a forger.</summary>
public sealed record Checksum
{
    private const int BufferBytes = 1 << 20;

    private Checksum(HashAlgorithmName algorithm, string hex) => (Algorithm, Hex) = (algorithm, hex);

    /// <summary>MD5 or SHA256.</summary>
    public HashAlgorithmName Algorithm { get; }

    /// <summary>Lower case.</summary>
    public string Hex { get; }

    /// <summary>An MD5 of 32 hexadecimal digits.</summary>
    public static Checksum Md5(string hex) => Of(HashAlgorithmName.MD5, hex, digits: 32);

    /// <summary>A SHA-256 of 64 hexadecimal digits.</summary>
    public static Checksum Sha256(string hex) => Of(HashAlgorithmName.SHA256, hex, digits: 64);

    /// <summary>Whether a file has this hash.</summary>
    public bool Matches(string path, CancellationToken cancelled)
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[BufferBytes];
        while (file.Read(buffer) is var count and > 0)
        {
            cancelled.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;
    }

    /// <summary>The algorithm and the digits.</summary>
    public override string ToString() => $"{Algorithm.Name} {Hex}";

    private static Checksum Of(HashAlgorithmName algorithm, string hex, int digits)
    {
        ArgumentNullException.ThrowIfNull(hex);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hex.Length, digits);
        return new Checksum(algorithm, hex.ToLowerInvariant());
    }
}
