using System.Numerics.Tensors;
using Hares.Probe.Protocols.Convex;

namespace Hares.Probe.Protocols.Quick;

/// <summary>Cross-entropy of a softmax or, for many labels, summed over sigmoids. Biases go free.</summary>
internal sealed class LogisticLoss(Design design, int[][] positives, int outputs, bool multiLabel, double strength)
    : SlicedLoss(design, positives, outputs, strength, penalisesBiases: false,
        (logits, truth, curvatures, scratch) => OfWindow(logits, truth, multiLabel, curvatures, scratch))
{
    private static double OfWindow(Span<float> logits, ReadOnlySpan<int> positives, bool multiLabel, Span<float> curvatures, Span<float> scratch)
    {
        double loss = Link.ToResiduals(logits, positives, multiLabel, scratch);

        // p(1 - p) is |r|(1 - |r|) of the residual r, be it p or p - 1.
        TensorPrimitives.Abs<float>(logits, scratch);
        TensorPrimitives.Add<float>(curvatures, scratch, curvatures);
        TensorPrimitives.Multiply<float>(scratch, scratch, scratch);
        TensorPrimitives.Subtract<float>(curvatures, scratch, curvatures);
        return loss;
    }
}
