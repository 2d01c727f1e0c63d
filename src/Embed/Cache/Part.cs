namespace Hares.Embed.Cache;

/// <summary>A part of a store. Its file changes when rows are taken out; the part stays the same one.</summary>
internal sealed class Part(string folder, PartName name)
{
    public PartName Name { get; set; } = name;

    public string Path => System.IO.Path.Combine(folder, Name.ToString());
}
