using Hares.Probe.Protocols.Convex;

namespace Hares.Probe.Tests.Protocols.Convex;

public class LbfgsTests
{
    [Fact]
    public void Finds_the_minimum_of_an_ill_conditioned_quadratic()
    {
        // sum of c_i (x_i - i)^2 + 1, conditions 1 to 1e4
        double Quadratic(ReadOnlySpan<float> point, Span<float> gradient, double limit)
        {
            double loss = 1;
            for (int i = 0; i < point.Length; i++)
            {
                double curvature = Math.Pow(10, i % 5), offset = point[i] - i;
                loss += curvature * offset * offset;
                gradient[i] = (float)(2 * curvature * offset);
            }
            return loss;
        }

        var minimum = new Lbfgs(Quadratic, _ => { }, tolerance: 1e-9, maxIterations: 200)
            .Minimise(new float[20], TestContext.Current.CancellationToken);

        Assert.True(minimum.Converged);
        Assert.Equal(1, minimum.Loss, 1e-5);
        for (int i = 0; i < 20; i++) Assert.Equal(i, minimum.Point[i], 5e-3);
    }

    [Fact]
    public void The_exact_inverse_curvature_needs_two_steps_at_most()
    {
        static double Quadratic(ReadOnlySpan<float> point, Span<float> gradient, double limit)
        {
            (gradient[0], gradient[1]) = (2 * (point[0] - 3), 2000 * (point[1] + 1));
            return 1 + Math.Pow(point[0] - 3, 2) + (1000 * Math.Pow(point[1] + 1, 2));
        }

        var minimum = new Lbfgs(Quadratic, Invert, 1e-9, 10).Minimise([0, 0], TestContext.Current.CancellationToken);

        Assert.True(minimum.Converged);
        Assert.InRange(minimum.Iterations, 1, 2);

        static void Invert(Span<float> vector) => (vector[0], vector[1]) = (vector[0] / 2, vector[1] / 2000);
    }

    [Fact]
    public void Follows_the_curved_valley_of_Rosenbrock()
    {
        static double Rosenbrock(ReadOnlySpan<float> p, Span<float> gradient, double limit)
        {
            double x = p[0], y = p[1], valley = y - (x * x);
            (gradient[0], gradient[1]) = ((float)((-400 * x * valley) - (2 * (1 - x))), (float)(200 * valley));
            return 1 + (100 * valley * valley) + ((1 - x) * (1 - x));
        }

        var minimum = new Lbfgs(Rosenbrock, _ => { }, 1e-9, 200).Minimise([-1.2f, 1], TestContext.Current.CancellationToken);

        Assert.True(minimum.Converged);
        Assert.Equal(1, minimum.Point[0], 1e-2);
        Assert.Equal(1, minimum.Point[1], 2e-2);
    }

    [Fact]
    public void Says_so_when_iterations_run_out()
    {
        static double Steep(ReadOnlySpan<float> point, Span<float> gradient, double limit)
        {
            gradient[0] = 4 * point[0] * point[0] * point[0];
            return Math.Pow(point[0], 4);
        }

        var minimum = new Lbfgs(Steep, _ => { }, 1e-9, 2).Minimise([3], TestContext.Current.CancellationToken);

        Assert.False(minimum.Converged);
        Assert.Equal(2, minimum.Iterations);
    }

    [Fact]
    public void Stops_when_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        new Lbfgs((_, _, _) => 1, _ => { }, 1e-9, 2).Minimise([1], new CancellationToken(canceled: true)));
}
