namespace Hares.Features.Spectrum;

/// <summary>
/// Weights of the mel filters: triangles whose edges are equally spaced in mels. After torchaudio.functional.melscale_fbanks and
/// torchaudio.compliance.kaldi.get_mel_banks, in double where those round to float32 at every step.
/// </summary>
internal sealed class MelTriangles
{
    private readonly LogMelOptions _options;
    private readonly double[] _edgesHz; // band b reaches from edge b over edge b + 1 to edge b + 2
    private readonly double[] _edges; // in the unit in which triangles are straight

    public MelTriangles(LogMelOptions options)
    {
        _options = options;
        var (low, high) = (options.Scale.ToMel(options.MinHz), options.Scale.ToMel(options.MaxHz));
        double[] mels = [.. Enumerable.Range(0, options.Bands + 2).Select(i => low + i * (high - low) / (options.Bands + 1))];
        _edgesHz = [.. mels.Select(mel => options.Scale.ToHz(mel))];
        _edges = options.Scale == MelScale.Kaldi ? mels : _edgesHz;
    }

    public float Weight(int band, int bin)
    {
        if (_options.Scale == MelScale.Kaldi && bin == _options.FftSize / 2)
            return 0;
        var hz = (double)bin * _options.SampleRateHz / _options.FftSize;
        var x = _options.Scale == MelScale.Kaldi ? _options.Scale.ToMel(hz) : hz;
        var (left, centre, right) = (_edges[band], _edges[band + 1], _edges[band + 2]);
        var height = _options.Norm == MelNorm.Slaney ? 2 / (_edgesHz[band + 2] - _edgesHz[band]) : 1;
        return (float)(height * Math.Max(0, Math.Min((x - left) / (centre - left), (right - x) / (right - centre))));
    }
}
