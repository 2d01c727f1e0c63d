using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// Line search by bracketing for the weak Wolfe conditions (Lewis and Overton, "Nonsmooth optimization via quasi-Newton methods",
/// algorithm 2.6): the loss has fallen enough, and the slope has flattened enough for the pair to show upward curvature. The unit step
/// is tried first. Difference: a rise within the rounding of the loss counts as no rise.
/// </summary>
internal sealed class WolfeSearch(Objective objective)
{
    private const double SufficientFall = 1e-4;
    private const double Flattening = 0.9;
    private const double RelativeRounding = 1.2e-7; // outputs are float32: 2^-23
    private const int MaxEvaluations = 30;

    /// <param name="slope">Gradient times direction at <paramref name="start"/>, negative.</param>
    public LinePoint Along(float[] direction, float[] start, double startLoss, double slope)
    {
        double step = 1, tooShort = 0, tooLong = double.PositiveInfinity;
        var point = new float[start.Length];
        var gradient = new float[start.Length];
        for (int evaluation = 1; evaluation <= MaxEvaluations; evaluation++)
        {
            TensorPrimitives.MultiplyAdd(direction, (float)step, start, point);
            double limit = startLoss + (SufficientFall * step * slope) + (RelativeRounding * Math.Abs(startLoss));
            double loss = objective(point, gradient, limit);
            bool fell = loss <= limit;
            if (!fell) tooLong = step;
            else if (TensorPrimitives.Dot<float>(gradient, direction) < Flattening * slope) tooShort = step;
            else return new LinePoint(point, gradient, loss, evaluation, Succeeded: true);
            step = double.IsInfinity(tooLong) ? 2 * tooShort : (tooShort + tooLong) / 2;
        }
        return new LinePoint(start, gradient, startLoss, MaxEvaluations, Succeeded: false);
    }
}
