using Hares.Features.Spectrum;

namespace Hares.Features.Tests.Support;

/// <summary>Log-mel by the definition, in double: torch.stft's padding for centred frames, a sum over all samples for every bin.</summary>
internal sealed class PlainLogMel(LogMelOptions options)
{
    private readonly MelTriangles _triangles = new(options);
    private readonly (double Sin, double Cos)[] _roots =
        [.. Enumerable.Range(0, options.FftSize).Select(k => Math.SinCos(2 * Math.PI * k / options.FftSize))];

    public float[] Compute(float[] samples)
    {
        var centred = options.Alignment == FrameAlignment.Centred;
        var padded = centred
            ? [.. Enumerable.Range(-options.FftSize / 2, samples.Length + options.FftSize).Select(i => samples[Mirrored(i, samples.Length)])]
            : samples;
        var frameSamples = centred ? options.FftSize : options.WindowSamples;
        var frames = padded.Length < frameSamples ? 0 : 1 + (padded.Length - frameSamples) / options.HopSamples;
        var offset = centred ? (options.FftSize - options.WindowSamples) / 2 : 0;
        return [.. Enumerable.Range(0, frames).SelectMany(f => Frame(padded, f * options.HopSamples + offset))];
    }

    private IEnumerable<float> Frame(float[] samples, int start)
    {
        var frame = samples.Skip(start).Take(options.WindowSamples).Select(sample => (double)sample).ToArray();
        if (options.RemoveDc)
        {
            var mean = frame.Average();
            frame = [.. frame.Select(sample => sample - mean)];
        }
        frame = [.. frame.Select((sample, n) => (sample - options.PreEmphasis * frame[Math.Max(0, n - 1)]) * Window(n))];
        var power = Enumerable.Range(0, options.FftSize / 2 + 1).Select(bin => Power(frame, bin)).ToArray();
        return Enumerable.Range(0, options.Bands).Select(band =>
            (float)Level(power.Select((x, bin) => x * _triangles.Weight(band, bin)).Sum()));
    }

    private double Window(int n)
    {
        if (options.WindowSamples == 1) return 1;
        var period = options.Window == WindowKind.HannPeriodic ? options.WindowSamples : options.WindowSamples - 1;
        return Math.Pow(Math.Sin(Math.PI * n / period), 2);
    }

    private double Power(double[] frame, int bin)
    {
        var (re, im) = (0.0, 0.0);
        for (var n = 0; n < frame.Length; n++)
        {
            var (sin, cos) = _roots[(int)((long)n * bin % options.FftSize)];
            re += frame[n] * cos;
            im -= frame[n] * sin;
        }
        return re * re + im * im;
    }

    private double Level(double x) => options.Compression switch
    {
        Compression.LogOfSum => Math.Log(x + options.Floor),
        Compression.LogOfMax => Math.Log(Math.Max(x, options.Floor)),
        _ => 10 * Math.Log10(Math.Max(x, options.Floor)),
    };

    private static int Mirrored(int i, int length)
    {
        var period = Math.Max(1, 2 * (length - 1));
        var phase = (i % period + period) % period;
        return Math.Min(phase, period - phase) % length;
    }
}
