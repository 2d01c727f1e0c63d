namespace Hares.Ingest.Datasets.Official.Birdsong;

/// <summary>One of the three sets.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Labels">Name of its label file, as published.</param>
internal sealed record BirdsongSet(string Name, string Labels)
{
    /// <summary>Where its labels are: under their published name, or as the challenge's baseline has them.</summary>
    public string LabelFile(string root)
    {
        string[] places = [Labels, $"{Name}/{Labels}", $"labels/{Labels}", $"labels/{Name}.csv", $"{Name}.csv"];
        return Path.Join(root, places.FirstOrDefault(place => File.Exists(Path.Join(root, place)), Labels));
    }

    /// <summary>Folder of its audio, relative to the root: as the challenge's baseline has it, or as its archive unpacks, here or there.</summary>
    public string AudioFolder(string root)
    {
        string[] places = [$"audio/{Name}/wav", $"audio/{Name}", $"{Name}/wav", Name];
        return places.FirstOrDefault(place => Directory.Exists(Path.Join(root, place)), $"audio/{Name}");
    }
}
