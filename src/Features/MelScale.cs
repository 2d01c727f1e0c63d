namespace Hares.Features;

/// <summary>How hertz become mels, and in which of the two the triangles are straight.</summary>
public enum MelScale
{
    /// <summary>2595 log10(1 + f / 700), triangles straight in hertz (HTK, as torchaudio).</summary>
    Htk,

    /// <summary>Linear below 1 kHz and logarithmic above, triangles straight in hertz (Slaney's toolbox, librosa).</summary>
    Slaney,

    /// <summary>1127 ln(1 + f / 700), triangles straight in mels, the Nyquist bin left out (Kaldi).</summary>
    Kaldi,
}
