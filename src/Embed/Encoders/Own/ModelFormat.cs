namespace Hares.Embed.Encoders.Own;

/// <summary>The kinds of file that hold a network together with its weights.</summary>
public enum ModelFormat
{
    /// <summary>Run by ONNX Runtime.</summary>
    Onnx,

    /// <summary>Run by libtorch.</summary>
    TorchScript,
}
