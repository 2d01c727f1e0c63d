using System.Numerics.Tensors;
using Hares.Probe.Protocols.Convex;

namespace Hares.Probe.Protocols.Svm;

/// <summary>
/// What scikit-learn's LinearSVC minimises (liblinear, L2-regularised L2-loss, one against the rest), divided by C and the windows N: the
/// mean over windows of the summed max(0, 1 - y z)², plus λ/2 times the squared weights and biases, λ = 1 / (C N).
/// </summary>
internal sealed class SquaredHinge(Design design, int[][] positives, int outputs, double strength)
    : SlicedLoss(design, positives, outputs, strength, penalisesBiases: true, OfWindow)
{
    // With truth y, 1 or -1, the part of output z within the margin is max(0, 1 - y z), its slope -2 y times that, and the second derivative 2 or 0.
    private static double OfWindow(Span<float> outputs, ReadOnlySpan<int> positives, Span<float> curvatures, Span<float> scratch)
    {
        foreach (int positive in positives) outputs[positive] = -outputs[positive];
        TensorPrimitives.Add(outputs, 1f, outputs);
        TensorPrimitives.Max(outputs, 0f, outputs);
        double loss = TensorPrimitives.SumOfSquares<float>(outputs);
        for (int k = 0; k < outputs.Length; k++)
            if (outputs[k] > 0) curvatures[k] += 2;
        TensorPrimitives.Multiply(outputs, 2f, outputs);
        foreach (int positive in positives) outputs[positive] = -outputs[positive];
        return loss;
    }
}
