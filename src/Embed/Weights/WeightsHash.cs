using System.Security.Cryptography;

namespace Hares.Embed.Weights;

/// <summary>What identifies a weights file in the encoder key: its bytes, not its name or place.</summary>
public static class WeightsHash
{
    /// <returns>"sha256:" and 64 hexadecimal digits.</returns>
    /// <exception cref="WeightsException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: the weights cannot be read: {e.Message}", e);
        }
    }
}
