using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hares.Ingest.Audio;

/// <summary>
/// Changes the sample rate of mono audio by any ratio with a windowed sinc, as torchaudio.functional.resample does: output sample n
/// stands at time n / <see cref="ToHz"/>, zeros surround the input, and n samples give ceil(n x to / from). The weights are computed
/// once; an instance is immutable and safe for concurrent use.
/// </summary>
public sealed class Resampler
{
    private const int MaxExactWeights = 1 << 19;            // 2 MiB
    private const int InterpolatedRowsPerCutoff = 1024;     // linear interpolation between them stays below -110 dB
    private const int BlockOutputs = 2048;                  // a block's input, output and weights stay in the second-level cache
    private const int PeriodsTogether = 4, OutputsTogether = 2;

    private readonly int _fromPeriod; // so many input samples last
    private readonly int _toPeriod;   // as long as so many output samples, an even number
    private readonly KernelRows? _rows; // null when the rates are equal
    private readonly bool _isExact;   // one row for every output of a period; or else a row for every 1 / (rows - 1) of an input sample
    private readonly int _rowsPerSample;

    /// <summary>A resampler between two rates, 1,000 to 768,000 Hz, with these options or the defaults.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate or an option that makes no filter.</exception>
    public Resampler(int fromHz, int toHz, ResamplerOptions? options = null)
    {
        foreach (var rate in (ReadOnlySpan<int>)[fromHz, toHz])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rate, HeaderLimits.MinSampleRateHz);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, HeaderLimits.MaxSampleRateHz);
        }

        options ??= ResamplerOptions.Default;
        options.Validate();
        (FromHz, ToHz) = (fromHz, toHz);
        if (fromHz == toHz) return;

        var divisor = GreatestCommonDivisor(fromHz, toHz);
        var periods = toHz / divisor % OutputsTogether == 0 ? 1 : OutputsTogether;
        (_fromPeriod, _toPeriod) = (fromHz / divisor * periods, toHz / divisor * periods);
        var kernel = new SincKernel(fromHz, toHz, options);
        _isExact = (long)_toPeriod * KernelRows.CountTaps(kernel, 1 + fromHz / (double)toHz) <= MaxExactWeights;
        _rowsPerSample = (int)Math.Ceiling(InterpolatedRowsPerCutoff * Math.Min(1, toHz / (double)fromHz));
        _rows = new KernelRows(kernel, _isExact ? ExactOffsets() : InterpolatedOffsets());
    }

    /// <summary>Rate of the input.</summary>
    public int FromHz { get; }

    /// <summary>Rate of the output.</summary>
    public int ToHz { get; }

    /// <summary>Number of output samples for a number of input samples.</summary>
    public int OutputLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        return checked((int)(((long)inputLength * ToHz + FromHz - 1) / FromHz));
    }

    /// <summary>Resamples <paramref name="samples"/>; gives the same buffer when the rates are equal.</summary>
    public SampleBuffer Resample(SampleBuffer samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (_rows is null) return samples;
        var result = new SampleBuffer(OutputLength(samples.Length));
        Resample(samples.Span, result.Span);
        return result;
    }

    /// <summary>Resamples into <paramref name="destination"/>, which has room for <see cref="OutputLength"/> samples. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void Resample(ReadOnlySpan<float> samples, Span<float> destination)
    {
        destination = destination[..OutputLength(samples.Length)];
        if (_rows is null) samples.CopyTo(destination);
        else ResampleBlocks(_rows, samples, destination);
    }

    private void ResampleBlocks(KernelRows rows, ReadOnlySpan<float> samples, Span<float> output)
    {
        // Whole periods: every block begins where an input and an output sample coincide.
        var periods = Math.Max(PeriodsTogether, BlockOutputs / _toPeriod / PeriodsTogether * PeriodsTogether);
        var longest = Math.Min((long)periods * _fromPeriod, samples.Length + (long)_fromPeriod) + rows.Taps;
        var padded = ArrayPool<float>.Shared.Rent(checked((int)longest));
        try
        {
            for (long period = 0; period * _toPeriod < output.Length; period += periods)
            {
                var block = output[(int)(period * _toPeriod)..];
                block = block[..(int)Math.Min(block.Length, (long)periods * _toPeriod)];
                var input = Window(samples, period * _fromPeriod + rows.FirstTap, Position(block.Length - 1) + rows.Taps, padded);
                if (_isExact) Exact(rows, input, block);
                else Interpolated(rows, input, block);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(padded);
        }
    }

    /// <summary>A stretch of the input; where it reaches over the ends, a copy with zeros there.</summary>
    private static ReadOnlySpan<float> Window(ReadOnlySpan<float> samples, long start, int count, float[] padded)
    {
        if (start >= 0 && start + count <= samples.Length) return samples.Slice((int)start, count);
        var window = padded.AsSpan(0, count);
        window.Clear();
        var first = (int)Math.Max(0, start);
        var last = (int)Math.Min(samples.Length, start + count);
        if (first < last) samples[first..last].CopyTo(window[(int)(first - start)..]);
        return window;
    }

    /// <summary>Two outputs of a period at a time, in four periods at once: the same weights for all four, the same samples for both.</summary>
    private void Exact(KernelRows rows, ReadOnlySpan<float> input, Span<float> output)
    {
        ref var samples = ref MemoryMarshal.GetReference(input);
        var last = output.Length - (PeriodsTogether - 1) * _toPeriod - OutputsTogether; // where the last full set may begin
        for (var first = 0; first < _toPeriod && first < output.Length; first += OutputsTogether)
        {
            var a = rows.Row(first);
            var b = rows.Row(first + 1);
            var (n, position) = (first, Position(first));
            for (; n <= last; n += PeriodsTogether * _toPeriod, position += PeriodsTogether * _fromPeriod)
            {
                var (sumsA, sumsB) = DotProducts.TwoByFour(a, b, ref Unsafe.Add(ref samples, position), _fromPeriod);
                for (var i = 0; i < PeriodsTogether; i++) (output[n + i * _toPeriod], output[n + i * _toPeriod + 1]) = (sumsA[i], sumsB[i]);
            }

            for (; n < output.Length; n += _toPeriod, position += _fromPeriod)
            {
                output[n] = DotProducts.One(a, ref Unsafe.Add(ref samples, position));
                if (n + 1 < output.Length) output[n + 1] = DotProducts.One(b, ref Unsafe.Add(ref samples, position));
            }
        }
    }

    /// <summary>One output at a time, between the two rows next to its offset.</summary>
    private void Interpolated(KernelRows rows, ReadOnlySpan<float> input, Span<float> output)
    {
        for (var n = 0; n < output.Length; n++)
        {
            var (position, offset) = Math.DivRem((long)n * _fromPeriod, _toPeriod);
            var (row, rest) = Math.DivRem(offset * _rowsPerSample, _toPeriod);
            ref var samples = ref MemoryMarshal.GetReference(input[(int)position..]);
            var before = DotProducts.One(rows.Row((int)row), ref samples);
            var after = DotProducts.One(rows.Row((int)row + 1), ref samples);
            output[n] = before + (after - before) * (float)(rest / (double)_toPeriod);
        }
    }

    /// <summary>Last input sample at or before an output sample, both counted from the start of a block.</summary>
    private int Position(int output) => (int)((long)output * _fromPeriod / _toPeriod);

    /// <summary>Offsets of a period's outputs, both of a pair from the input sample at or before the first of them.</summary>
    private double[] ExactOffsets()
    {
        var offsets = new double[_toPeriod];
        for (var n = 0; n < _toPeriod; n++)
        {
            var start = (long)Position(n - n % OutputsTogether) * _toPeriod;
            offsets[n] = ((long)n * _fromPeriod - start) / (double)_toPeriod;
        }

        return offsets;
    }

    private double[] InterpolatedOffsets() => [.. Enumerable.Range(0, _rowsPerSample + 1).Select(row => row / (double)_rowsPerSample)];

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
