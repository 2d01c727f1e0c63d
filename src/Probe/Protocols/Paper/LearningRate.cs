namespace Hares.Probe.Protocols.Paper;

/// <summary>The paper's schedule (arXiv 2111.12124, appendix A): linear from 0 to the peak, then half a cosine down to 0.</summary>
internal static class LearningRate
{
    /// <summary>The rate of step 0 to <paramref name="steps"/> - 1; step <paramref name="steps"/>, never taken, would have 0.</summary>
    public static double At(int step, int steps, int warmUpSteps, double peak) => step < warmUpSteps
        ? peak * step / warmUpSteps
        : peak * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUpSteps) / (steps - warmUpSteps)));
}
