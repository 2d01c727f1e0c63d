namespace Hares.Embed.Cache;

/// <summary>A part that cannot be trusted. It was set aside, not deleted; its clips count as not cached.</summary>
/// <param name="Path">Where the file lies now.</param>
/// <param name="Reason">One sentence: what is wrong with it.</param>
public sealed record DamagedPart(string Path, string Reason);
