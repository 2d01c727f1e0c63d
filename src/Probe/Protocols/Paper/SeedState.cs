using Hares.Probe.Statistics;

namespace Hares.Probe.Protocols.Paper;

/// <summary>One seed's probe while it learns.</summary>
internal sealed class SeedState : IDisposable
{
    private readonly Adam _weightAdam;
    private readonly Adam _biasAdam;

    public SeedState(int seed, int outputs, int dimension)
    {
        Random = new SplitMix64(seed, stream: 0);
        Weights = new NativeMatrix(outputs, dimension);
        foreach (ref float weight in Weights.Values) weight = (float)(Random.NextNormal() / Math.Sqrt(dimension));
        Biases = new float[outputs];
        BiasGradient = new float[outputs];
        _weightAdam = new Adam(outputs * dimension);
        _biasAdam = new Adam(outputs);
    }

    public SplitMix64 Random { get; }

    public NativeMatrix Weights { get; }

    public float[] Biases { get; }

    public float[] BiasGradient { get; }

    /// <summary>Running mean of the batches' losses; NaN before the first.</summary>
    public double Loss { get; set; } = double.NaN;

    public void Update(ReadOnlySpan<float> weightGradient, double learningRate)
    {
        _weightAdam.Update(Weights.Values, weightGradient, learningRate);
        _biasAdam.Update(Biases, BiasGradient, learningRate);
    }

    public void Dispose() => Weights.Dispose();
}
