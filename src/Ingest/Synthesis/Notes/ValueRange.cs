using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Notes;

/// <summary>The values that a property of an instrument takes from make to make.</summary>
internal readonly record struct ValueRange(double Min, double Max)
{
    public double Draw(SeededRandom random) => random.Between(Min, Max);
}
