namespace Hares.Probe;

/// <summary>What a row is mixed with.</summary>
/// <param name="Clip">The other clip.</param>
/// <param name="Share">Share of the row's own clip, 0 to 1, in its waveform and so in its classes; the other clip has the rest.</param>
public readonly record struct Mixture(int Clip, float Share);
