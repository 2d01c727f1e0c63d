namespace Hares.Ingest.Synthesis;

/// <summary>One file of a synthetic corpus that is still to be made.</summary>
/// <param name="Path">Where it goes, relative to the corpus's folder.</param>
/// <param name="Render">Makes its bytes, the same ones at every call; called from several threads at once.</param>
internal sealed record SyntheticFile(string Path, Func<byte[]> Render)
{
    /// <summary>A text file of these lines.</summary>
    public static SyntheticFile OfLines(string path, IEnumerable<string> lines) =>
        new(path, () => System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
}
