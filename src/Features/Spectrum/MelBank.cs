using System.Runtime.CompilerServices;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>The mel filters as runs of bins, for nearly all weights are zero. Immutable, so threads share it.</summary>
internal sealed unsafe class MelBank
{
    private readonly Band[] _bands;
    private readonly float[] _weights; // of all bands, one after another

    public MelBank(LogMelOptions options)
    {
        var triangles = new MelTriangles(options);
        var weights = new List<float>();
        _bands = new Band[options.Bands];
        for (var band = 0; band < options.Bands; band++)
        {
            var row = Enumerable.Range(0, options.FftSize / 2 + 1).Select(bin => triangles.Weight(band, bin)).ToArray();
            var first = Math.Max(0, Array.FindIndex(row, w => w > 0));
            _bands[band] = new(first, Array.FindLastIndex(row, w => w > 0) + 1 - first);
            weights.AddRange(row.AsSpan(first, _bands[band].Count));
        }
        _weights = [.. weights];
    }

    [MethodImpl(LaneLoop.Options)]
    public void Apply<TLanes>(TLanes* power, TLanes* levels) where TLanes : unmanaged, ILanes<TLanes>
    {
        ReadOnlySpan<float> weights = _weights;
        for (var band = 0; band < _bands.Length; band++)
        {
            var sum = TLanes.Broadcast(0);
            var bin = power + _bands[band].FirstBin;
            foreach (var weight in weights[.._bands[band].Count])
                sum = TLanes.MultiplyAdd(*bin++, TLanes.Broadcast(weight), sum);
            levels[band] = sum;
            weights = weights[_bands[band].Count..];
        }
    }

    private readonly record struct Band(int FirstBin, int Count);
}
