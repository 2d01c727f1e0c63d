namespace Hares.Embed.Encoders.Own;

/// <summary>The messages of onnx/onnx.proto on the way from a model to its tensors.</summary>
internal enum OnnxMessage
{
    Model,
    Graph,
    Function,
    Node,
    Attribute,
    SparseTensor,
    Tensor,
}
