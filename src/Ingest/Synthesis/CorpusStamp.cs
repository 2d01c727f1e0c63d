using System.Text.Json;

namespace Hares.Ingest.Synthesis;

/// <summary>The file that says what a synthetic corpus was made with.</summary>
internal sealed record CorpusStamp(string Corpus, int Version, ulong Seed, int ClipsPerClass)
{
    public const string FileName = "synth.json";

    private const int MaxBytes = 4096;

    /// <summary>All members are required: somebody's own synth.json is no stamp.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The stamp of a folder; null when it has none that can be read.</summary>
    public static CorpusStamp? Read(string folder)
    {
        var file = new FileInfo(Path.Join(folder, FileName));
        if (!file.Exists || file.Length > MaxBytes) return null;
        try
        {
            return JsonSerializer.Deserialize<CorpusStamp>(File.ReadAllBytes(file.FullName), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a path is a stamp whose writing was interrupted; it is the first thing written, so nothing else is there yet.</summary>
    public static bool IsPartial(string path) => Path.GetFileName(path) == FileName + AtomicFile.PartialSuffix;

    public void Write(string folder) => AtomicFile.Write(Path.Join(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
