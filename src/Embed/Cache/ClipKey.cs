namespace Hares.Embed.Cache;

/// <summary>What a cached row belongs to: one view of one clip.</summary>
/// <param name="Clip">The clip's id, unique within its dataset; any text.</param>
/// <param name="View">0 for the clip as it is; 1 and up for augmented ones.</param>
public readonly record struct ClipKey(string Clip, int View);
