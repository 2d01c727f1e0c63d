namespace Hares.Features.Spectrum;

/// <summary>
/// Weights of the mel filters: triangles whose edges are equally spaced in mels. After torchaudio.functional.melscale_fbanks and
/// torchaudio.compliance.kaldi.get_mel_banks, in double where those round to float32 at every step.
/// </summary>
internal sealed class MelTriangles(LogMelOptions options)
{
    private readonly double _lowMel = options.Scale.ToMel(options.MinHz);
    private readonly double _highMel = options.Scale.ToMel(options.MaxHz);

    public float Weight(int band, int bin)
    {
        if (options.Scale == MelScale.Kaldi && bin == options.FftSize / 2)
            return 0;
        var hz = (double)bin * options.SampleRateHz / options.FftSize;
        var (left, centre, right) = (Edge(band), Edge(band + 1), Edge(band + 2));
        var x = options.Scale == MelScale.Kaldi ? options.Scale.ToMel(hz) : hz;
        var height = options.Norm == MelNorm.Slaney ? 2 / (EdgeHz(band + 2) - EdgeHz(band)) : 1;
        return (float)(height * Math.Max(0, Math.Min((x - left) / (centre - left), (right - x) / (right - centre))));
    }

    // In the unit in which the triangle is straight.
    private double Edge(int index) => options.Scale == MelScale.Kaldi ? EdgeMel(index) : EdgeHz(index);

    private double EdgeHz(int index) => options.Scale.ToHz(EdgeMel(index));

    private double EdgeMel(int index) => _lowMel + index * (_highMel - _lowMel) / (options.Bands + 1);
}
