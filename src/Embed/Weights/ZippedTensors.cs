using System.IO.Compression;
using Hares.Embed.Weights.Numpy;
using Hares.Embed.Weights.Pickle;

namespace Hares.Embed.Weights;

/// <summary>Tells the two kinds of weights file that are zip archives apart: PyTorch's and NumPy's.</summary>
internal static class ZippedTensors
{
    private const string CutShort = "the archive is cut short or damaged; fetch it again.";
    private const int MaximumEntries = 100_000;

    /// <param name="file">Disposed with the result.</param>
    /// <exception cref="WeightsException">The archive is damaged, or of neither kind.</exception>
    public static ITensorFile Open(FileStream file)
    {
        try
        {
            var zip = Archive(file);
            if (zip.Entries.Count > MaximumEntries)
                throw new InvalidDataException($"the archive has {zip.Entries.Count} entries; no network has so many tensors.");
            if (zip.Entries.FirstOrDefault(entry => entry.Name == TorchArchive.PickleName) is { } pickle)
                return TorchArchive.Open(file, zip, pickle);
            if (zip.Entries.Any(entry => entry.Name.EndsWith(NpzFile.Extension, StringComparison.Ordinal)))
                return NpzFile.Open(file, zip);
            throw new InvalidDataException("the archive is neither PyTorch's (it has no data.pkl) nor NumPy's (it has no .npy).");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException or NotSupportedException)
        {
            throw new WeightsException($"{file.Name}: {(e is EndOfStreamException ? CutShort : e.Message)}", e);
        }
    }

    private static ZipArchive Archive(FileStream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            _ = zip.Entries; // which stand at the end of the file, and are read only now
            return zip;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(CutShort, e);
        }
    }
}
