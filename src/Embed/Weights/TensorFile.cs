using Hares.Embed.Weights.Pickle;

namespace Hares.Embed.Weights;

/// <summary>Opens a weights file by what it holds, not by how it is called.</summary>
internal static class TensorFile
{
    private const byte PickleProtocol = 0x80;

    /// <exception cref="WeightsException">The file cannot be opened, or is no sound file of any format known.</exception>
    public static ITensorFile Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: the weights cannot be opened: {e.Message}", e);
        }

        try
        {
            return Open(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static ITensorFile Open(FileStream file)
    {
        Span<byte> start = stackalloc byte[9];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..length] switch
        {
            [] => throw new WeightsException($"{file.Name}: the file is empty; fetch it again."),
            [_, _, _, _, _, _, _, _, (byte)'{'] => SafetensorsFile.Open(file), // first, for the length of its header may begin with any byte
            [(byte)'P', (byte)'K', 3, 4, ..] => ZippedTensors.Open(file),
            [PickleProtocol, ..] => LegacyTorchFile.Open(file),
            [_, _, _, _, _, 0, 0, 0, ..] => SafetensorsFile.Open(file), // may be a length of header
            var other => throw new WeightsException($"{file.Name}: none of safetensors, PyTorch, .npz{Looks(other)}."),
        };
    }

    /// <summary>What people are given instead of weights.</summary>
    private static string Looks(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'v', (byte)'e', (byte)'r', (byte)'s', (byte)'i', (byte)'o', (byte)'n', (byte)' ', (byte)'h'] =>
            ", but a Git LFS pointer, which stands for the file; fetch the file itself: git lfs pull",
        [(byte)'<', ..] => ", but a web page; download the file itself",
        [0x93, (byte)'N', (byte)'U', (byte)'M', ..] => ", but a single NumPy array; save all of the network's by numpy.savez",
        [0x08, _, 0x12, ..] => ", but rather an ONNX model, which is given as \"onnx\" instead of \"weights\"",
        _ => "",
    };
}
