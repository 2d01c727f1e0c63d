using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Synthesis;

namespace Hares.Ingest.Tests.Support;

/// <summary>Reads a corpus of which only the metadata are made; its clips are empty files, which is all that a reader needs.</summary>
internal static class Outline
{
    public static Dataset Read(SyntheticCorpus corpus)
    {
        using var folder = new TemporaryFolder();
        foreach (var clip in corpus.Clips) folder.Write(clip.Path, "");
        foreach (var file in corpus.Metadata) folder.Write(file.Path, file.Render());
        return OfficialDatasets.Read(corpus.Name, folder.Path, allowPartial: true);
    }

    /// <summary>Renders one clip to a file and decodes it.</summary>
    public static Decoded Decode(SyntheticFile clip)
    {
        using var folder = new TemporaryFolder();
        return Some.Decode(folder.Write(Path.GetFileName(clip.Path), clip.Render()));
    }
}
