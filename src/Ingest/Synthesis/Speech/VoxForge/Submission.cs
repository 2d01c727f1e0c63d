using System.Formats.Tar;
using System.Text;

namespace Hares.Ingest.Synthesis.Speech.VoxForge;

/// <summary>
/// Packs what one person sends in at one time: a folder with notes and recordings, as a <c>.tgz</c> whose bytes depend on nothing else.
/// </summary>
internal static class Submission
{
    /// <summary>The archive.</summary>
    /// <param name="name">Of the folder in it, and of the archive: speaker-date-code.</param>
    /// <param name="date">When it was sent in: the time of all files.</param>
    /// <param name="notes">Text files by path within the folder.</param>
    /// <param name="recordings">WAV files by path within the folder.</param>
    public static byte[] Pack(
        string name, DateOnly date, IEnumerable<(string Path, string Text)> notes,
        IEnumerable<(string Path, byte[] Content)> recordings)
    {
        var time = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var folder in (string[])["", "etc/", "wav/"])
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.Directory, $"{name}/{folder}")
                    { ModificationTime = time, Mode = (UnixFileMode)0b111_101_101 });
            foreach (var (path, content) in notes.Select(note => (note.Path, Encoding.UTF8.GetBytes(note.Text))).Concat(recordings))
            {
                using var data = new MemoryStream(content);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{name}/{path}")
                {
                    ModificationTime = time,
                    Mode = (UnixFileMode)0b110_100_100,
                    DataStream = data,
                });
            }
        }
        return StoredGzip.Wrap(archive.GetBuffer().AsSpan(0, (int)archive.Length));
    }
}
