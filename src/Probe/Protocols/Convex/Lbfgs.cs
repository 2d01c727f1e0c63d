using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// L-BFGS (Nocedal and Wright, "Numerical Optimization", algorithm 7.4) that keeps six pairs. Differences: the two-loop recursion
/// starts from the caller's inverse curvature, scaled to the newest pair, where the book has a multiple of the identity; and
/// it stops when the fall in loss promised by the next step, half of gradient times direction, is small against the loss, or against
/// <see cref="LeastLoss"/> where the loss is less.
/// </summary>
internal sealed class Lbfgs(Objective objective, InverseCurvature inverseCurvature, double tolerance, int maxIterations)
{
    private const int Memory = 6; // the inverse curvature moves with the point: older pairs contradict it
    private readonly LinkedList<CurvaturePair> _pairs = new(); // oldest first

    /// <summary>What a smaller loss counts as when it is to be told whether a fall is small. Default 0.</summary>
    public double LeastLoss { get; init; }

    public Minimum Minimise(float[] start, CancellationToken cancellation)
    {
        _pairs.Clear();
        int evaluations = 0;
        var search = new WolfeSearch(objective);
        var point = (float[])start.Clone();
        var gradient = new float[start.Length];
        double loss = objective(point, gradient, double.PositiveInfinity);
        for (int iteration = 0; ; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Direction(gradient);
            double slope = TensorPrimitives.Dot<float>(gradient, direction);
            bool converged = slope <= 0 && -slope / 2 <= tolerance * Math.Max(Math.Abs(loss), LeastLoss);
            if (converged || iteration == maxIterations || !(slope < 0) || double.IsInfinity(slope))
                return new Minimum(point, loss, iteration, evaluations + 1, converged);

            var found = search.Along(direction, point, loss, slope);
            evaluations += found.Evaluations;
            if (!found.Succeeded) return new Minimum(point, loss, iteration, evaluations + 1, Converged: false);
            Remember(new CurvaturePair(Difference(found.Point, point), Difference(found.Gradient, gradient)));
            (point, gradient, loss) = (found.Point, found.Gradient, found.Loss);
        }
    }

    private float[] Direction(float[] gradient)
    {
        var direction = (float[])gradient.Clone();
        var shares = new Stack<float>();
        for (var node = _pairs.Last; node is not null; node = node.Previous)
        {
            float share = TensorPrimitives.Dot<float>(node.Value.Step, direction) / node.Value.Product;
            TensorPrimitives.MultiplyAdd(node.Value.Change, -share, direction, direction);
            shares.Push(share);
        }
        inverseCurvature(direction);
        TensorPrimitives.Multiply(direction, NewestScale(), direction);
        for (var node = _pairs.First; node is not null; node = node.Next)
        {
            float share = TensorPrimitives.Dot<float>(node.Value.Change, direction) / node.Value.Product;
            TensorPrimitives.MultiplyAdd(node.Value.Step, shares.Pop() - share, direction, direction);
        }
        TensorPrimitives.Negate<float>(direction, direction);
        return direction;
    }

    private float NewestScale()
    {
        if (_pairs.Last is null) return 1;
        var newest = _pairs.Last.Value;
        var scaled = (float[])newest.Change.Clone();
        inverseCurvature(scaled);
        return newest.Product / TensorPrimitives.Dot<float>(newest.Change, scaled);
    }

    // A pair whose product is lost in rounding would spoil the recursion.
    private void Remember(CurvaturePair pair)
    {
        float scale = TensorPrimitives.Norm<float>(pair.Step) * TensorPrimitives.Norm<float>(pair.Change);
        if (!(pair.Product > 1e-7f * scale)) return;
        _pairs.AddLast(pair);
        if (_pairs.Count > Memory) _pairs.RemoveFirst();
    }

    private static float[] Difference(float[] next, float[] previous)
    {
        var difference = new float[next.Length];
        TensorPrimitives.Subtract<float>(next, previous, difference);
        return difference;
    }
}
