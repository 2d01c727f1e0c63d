using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Fills silence with one kind of sound; its loudness is set afterwards.</summary>
/// <param name="output">Zeros, which the sound is added to.</param>
/// <param name="rateHz">Samples a second.</param>
/// <param name="source">What all takes of one recording have in common: which dog, which room, which rain.</param>
/// <param name="take">What differs from take to take: when things happen, and the noise itself.</param>
internal delegate void Texture(Span<float> output, int rateHz, SeededRandom source, SeededRandom take);
