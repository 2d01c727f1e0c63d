using System.Security.Cryptography;
using System.Text;
using Hares.Embed.Weights;

namespace Hares.Embed.Encoders.Own;

/// <summary>
/// What identifies a model in the encoder key: the bytes of its file, and of the files beside it that an ONNX model keeps weights in.
/// </summary>
internal static class ModelHash
{
    /// <exception cref="EncoderException">A file cannot be read, or is no model.</exception>
    public static string Of(OwnModelSettings settings)
    {
        var hash = WeightsHash.Of(settings.Path);
        if (settings.Format != ModelFormat.Onnx || OnnxExternalData.Files(settings.Path) is not { Count: > 0 } files)
            return hash;
        var all = string.Join('\n', files.Select(WeightsHash.Of).Prepend(hash));
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(all)));
    }
}
