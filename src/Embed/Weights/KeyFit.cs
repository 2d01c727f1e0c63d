namespace Hares.Embed.Weights;

/// <summary>How a file names a network's tensors.</summary>
/// <param name="Map">The implementation whose names it has.</param>
/// <param name="Prefix">
/// What stands before them where the network was part of something larger: "module." of torch.nn.DataParallel, "model." or "encoder." of a training
/// program, "wav2vec2." of Hugging Face; with its dot, or empty.
/// </param>
/// <param name="Matches">How many of the network's tensors the file has under such names.</param>
internal sealed record KeyFit(KeyMap Map, string Prefix, int Matches)
{
    /// <summary>Modules within modules that are looked through.</summary>
    private const int MaximumDepth = 4;

    /// <summary>The implementation and prefix under which most of the network is there.</summary>
    /// <exception cref="WeightsException">The whole network is there several times.</exception>
    public static KeyFit Best(IEnumerable<KeyMap> maps, ITensorFile file)
    {
        var fits = maps.SelectMany(map => Of(map, file.Tensors)).OrderByDescending(fit => fit.Matches).ThenBy(fit => fit.Prefix.Length).ToList();
        var prefixes = fits.Where(fit => fit.Matches == fit.Map.Tensors.Count).Select(fit => fit.Prefix).Distinct().ToList();
        return prefixes.Count < 2
            ? fits[0]
            : throw new WeightsException(
                $"{file.Path}: the file holds the network {prefixes.Count} times, with '{string.Join("' and '", prefixes)}' before its names; "
                + "save the one to be used alone.");
    }

    /// <summary>The tensors that have the prefix, without it; others belong to what the network was part of.</summary>
    public Dictionary<string, StoredTensor> Inside(IEnumerable<StoredTensor> tensors) => tensors
        .Where(tensor => tensor.Name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(tensor => tensor.Name[Prefix.Length..]);

    private static IEnumerable<KeyFit> Of(KeyMap map, IEnumerable<StoredTensor> tensors)
    {
        var keys = map.Tensors.Select(tensor => tensor.OriginalKey).ToHashSet();
        return tensors
            .SelectMany(tensor => Starts(tensor.Name).Where(start => keys.Contains(tensor.Name[start..])).Select(start => tensor.Name[..start]))
            .CountBy(prefix => prefix)
            .Select(prefix => new KeyFit(map, prefix.Key, prefix.Value))
            .DefaultIfEmpty(new KeyFit(map, "", 0));
    }

    /// <summary>Where a name within a prefixed one may begin: at its start and after each dot.</summary>
    private static IEnumerable<int> Starts(string name) =>
        Enumerable.Range(0, name.Length).Where(place => place == 0 || name[place - 1] == '.').Take(MaximumDepth + 1);
}
