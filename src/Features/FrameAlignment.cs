namespace Hares.Features;

/// <summary>Where frames lie in the waveform.</summary>
public enum FrameAlignment
{
    /// <summary>Frame f is centred on sample f * hop, and the edges are reflected: 1 + samples / hop frames, as torch.stft.</summary>
    Centred,

    /// <summary>Frame f starts at sample f * hop, and only whole frames count, as Kaldi with snip-edges.</summary>
    SnipEdges,
}
