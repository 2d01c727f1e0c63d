using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Convex;

/// <summary>A step and the change of gradient it made.</summary>
internal sealed record CurvaturePair(float[] Step, float[] Change)
{
    /// <summary>Their inner product: positive where the loss curves upwards.</summary>
    public float Product { get; } = TensorPrimitives.Dot<float>(Step, Change);
}
