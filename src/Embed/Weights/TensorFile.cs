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
            [_, _, _, _, _, _, _, _, (byte)'{'] => SafetensorsFile.Open(file), // first, for the length of its header may begin with any byte
            [(byte)'P', (byte)'K', 3, 4, ..] => ZippedTensors.Open(file),
            [PickleProtocol, ..] => LegacyTorchFile.Open(file),
            _ => SafetensorsFile.Open(file),
        };
    }
}
