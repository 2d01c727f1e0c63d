using System.Numerics.Tensors;

namespace Hares.Probe.Protocols;

/// <summary>From the outputs (logits) of one window to scores and to the loss: softmax or, for many labels, sigmoids.</summary>
internal static class Link
{
    public static void ToScores(Span<float> logits, OutputScale scale)
    {
        if (scale == OutputScale.Softmax) TensorPrimitives.SoftMax(logits, logits);
        if (scale == OutputScale.Sigmoid) TensorPrimitives.Sigmoid(logits, logits);
    }

    /// <summary>Turns logits into the loss's gradient, probability minus truth, and gives the loss: cross-entropy, summed over sigmoids.</summary>
    /// <param name="positives">Outputs whose truth is 1.</param>
    /// <param name="scratch">As long as <paramref name="logits"/>.</param>
    public static double ToResiduals(Span<float> logits, ReadOnlySpan<int> positives, bool multiLabel, Span<float> scratch) =>
        ToResiduals(logits, positives, positives, share: 1, multiLabel, scratch);

    /// <summary>The same of a mixed truth: <paramref name="share"/> of the one window's and the rest of the other's.</summary>
    public static double ToResiduals(
        Span<float> logits, ReadOnlySpan<int> positives, ReadOnlySpan<int> others, float share, bool multiLabel, Span<float> scratch)
    {
        double hit = Sum(logits, positives, share) + Sum(logits, others, 1 - share);
        double loss = multiLabel ? ToSigmoids(logits, scratch) : ToSoftmax(logits);
        foreach (int positive in positives) logits[positive] -= share;
        foreach (int other in others) logits[other] -= 1 - share;
        return loss - hit;
    }

    private static double Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> positives, float share)
    {
        double sum = 0;
        foreach (int positive in positives) sum += logits[positive];
        return share * sum;
    }

    // The loss is what is given back, minus the logits of the truth.
    private static double ToSoftmax(Span<float> logits)
    {
        float greatest = TensorPrimitives.Max<float>(logits);
        TensorPrimitives.Subtract(logits, greatest, logits);
        TensorPrimitives.Exp(logits, logits);
        float sum = TensorPrimitives.Sum<float>(logits);
        TensorPrimitives.Multiply(logits, 1 / sum, logits);
        return Math.Log(sum) + greatest;
    }

    // log(1 + exp z) = max(z, 0) + log(1 + exp -|z|) neither overflows nor loses small terms.
    private static double ToSigmoids(Span<float> logits, Span<float> scratch)
    {
        TensorPrimitives.Max(logits, 0f, scratch);
        double loss = TensorPrimitives.Sum<float>(scratch);
        TensorPrimitives.Abs<float>(logits, scratch);
        TensorPrimitives.Negate<float>(scratch, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        TensorPrimitives.LogP1<float>(scratch, scratch);
        loss += TensorPrimitives.Sum<float>(scratch);
        TensorPrimitives.Sigmoid(logits, logits);
        return loss;
    }
}
