using System.Numerics.Tensors;

namespace Hares.Probe.Protocols;

/// <summary>From the outputs (logits) of one window to probabilities and to the loss: softmax or, for many labels, sigmoids.</summary>
internal static class Link
{
    public static void ToProbabilities(Span<float> logits, bool multiLabel)
    {
        if (multiLabel) TensorPrimitives.Sigmoid(logits, logits);
        else TensorPrimitives.SoftMax(logits, logits);
    }

    /// <summary>Turns logits into the loss's gradient, probability minus truth, and gives the loss: cross-entropy, summed over sigmoids.</summary>
    /// <param name="positives">Outputs whose truth is 1.</param>
    /// <param name="scratch">As long as <paramref name="logits"/>.</param>
    public static double ToResiduals(Span<float> logits, ReadOnlySpan<int> positives, bool multiLabel, Span<float> scratch) =>
        multiLabel ? SigmoidResiduals(logits, positives, scratch) : SoftmaxResiduals(logits, positives[0]);

    private static double SoftmaxResiduals(Span<float> logits, int positive)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max<float>(logits), logits);
        float logit = logits[positive];
        TensorPrimitives.Exp(logits, logits);
        float sum = TensorPrimitives.Sum<float>(logits);
        TensorPrimitives.Multiply(logits, 1 / sum, logits);
        logits[positive] -= 1;
        return Math.Log(sum) - logit;
    }

    // log(1 + exp z) = max(z, 0) + log(1 + exp -|z|) neither overflows nor loses small terms.
    private static double SigmoidResiduals(Span<float> logits, ReadOnlySpan<int> positives, Span<float> scratch)
    {
        double loss = 0;
        foreach (int positive in positives) loss -= logits[positive];
        TensorPrimitives.Max(logits, 0f, scratch);
        loss += TensorPrimitives.Sum<float>(scratch);
        TensorPrimitives.Abs<float>(logits, scratch);
        TensorPrimitives.Negate<float>(scratch, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        TensorPrimitives.LogP1<float>(scratch, scratch);
        loss += TensorPrimitives.Sum<float>(scratch);
        TensorPrimitives.Sigmoid(logits, logits);
        foreach (int positive in positives) logits[positive] -= 1;
        return loss;
    }
}
