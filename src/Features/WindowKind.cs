namespace Hares.Features;

/// <summary>Shape of the analysis window; a window of one sample is 1, as torch's.</summary>
public enum WindowKind
{
    /// <summary>Hann with period N, as torch.hann_window and torchaudio's spectrograms use it.</summary>
    HannPeriodic,

    /// <summary>Hann with period N - 1, zero at both ends: Kaldi's "hanning".</summary>
    HannSymmetric,
}
