using System.Collections.Concurrent;

namespace Hares.Embed.Cache;

/// <summary>Streams the embeddings of wanted clips out of parts.</summary>
internal static class PartVisit
{
    public static Task RunAsync(
        PartSet parts, int dimension, Func<ClipKey, bool> wanted,
        EmbeddingVisitor visit, int threads, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<Part>(parts.Parts.Values);
        return Parallel.ForAsync(0, Math.Min(threads, Math.Max(queue.Count, 1)), cancellation, async (_, token) =>
        {
            var group = new RowGroup(dimension);
            while (queue.TryDequeue(out var part))
                if (Open(parts, part) is var (stream, opened))
                    using (stream) await VisitAsync(stream, opened.Stale, group, wanted, visit, token);
        });
    }

    /// <summary>Opens a part, or what took its place if it was written anew before it could be opened.</summary>
    /// <returns>Null where no row of it is left.</returns>
    private static (FileStream Stream, Part Part)? Open(PartSet parts, Part part)
    {
        while (true)
        {
            try
            {
                return (PartReader.Open(part.Path), part);
            }
            catch (FileNotFoundException) when (parts.Parts.GetValueOrDefault(part.Number)?.Name != part.Name)
            {
                if (!parts.Parts.TryGetValue(part.Number, out var newer)) return null;
                part = newer;
            }
        }
    }

    private static async Task VisitAsync(
        FileStream stream, IReadOnlySet<ClipKey> stale, RowGroup group, Func<ClipKey, bool> wanted, EmbeddingVisitor visit,
        CancellationToken cancellation)
    {
        var reader = await PartReader.OpenAsync(stream, group.Dimension, cancellation);
        foreach (var rows in reader.Groups)
        {
            await group.ReadKeysAsync(rows, cancellation);
            var clips = Stretches(group, clip => !stale.Contains(clip) && wanted(clip));
            if (clips.Count == 0) continue;
            await group.ReadEmbeddingsAsync(rows, cancellation);
            foreach (var (clip, first, end) in clips)
                for (var row = first; row < end; row++)
                    visit(clip, group.Window(row), group.Embedding(row));
        }
    }

    /// <summary>Stretches of rows that belong to one wanted clip.</summary>
    private static List<(ClipKey Clip, int First, int End)> Stretches(RowGroup group, Func<ClipKey, bool> wanted)
    {
        var clips = new List<(ClipKey, int, int)>();
        for (int first = 0, end; first < group.Rows; first = end)
        {
            var clip = group.Key(first);
            for (end = first + 1; end < group.Rows && group.IsKey(end, clip);) end++;
            if (wanted(clip)) clips.Add((clip, first, end));
        }
        return clips;
    }
}
