namespace Hares.Embed.Cache;

/// <summary>The file <c>encoder.json</c> beside an encoder's datasets, which spells out what its key is the hash of.</summary>
public static class EncoderDescription
{
    /// <summary>Writes the description, whole or not at all; nothing is written where the same text stands already.</summary>
    /// <exception cref="CacheException">The folder cannot be written, or the key cannot name one.</exception>
    public static void Save(string root, string encoderKey, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var folder = CacheFolder.OfEncoder(root, encoderKey);
        var path = Path.Combine(folder, "encoder.json");
        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(path) || File.ReadAllText(path) != json) DurableFile.WriteText(path, json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CacheException($"Cannot write {path}: {e.Message}", e);
        }
    }
}
