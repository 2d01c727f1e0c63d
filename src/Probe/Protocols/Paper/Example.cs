namespace Hares.Probe.Protocols.Paper;

/// <summary>What an example's truth is made of.</summary>
/// <param name="Position">Place of its clip among the training clips.</param>
/// <param name="Partner">Place of the clip it is mixed with; its own where it is not mixed.</param>
/// <param name="Share">Share of its own truth, 0 to 1; the partner has the rest.</param>
internal readonly record struct Example(int Position, int Partner, float Share);
