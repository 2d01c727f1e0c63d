using Hares.Probe.Protocols;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols;

public class MatrixKernelTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 7)]
    [InlineData(3, 5, 32)]
    [InlineData(4, 2, 64)]
    [InlineData(5, 3, 33)]
    [InlineData(128, 4, 65)]
    [InlineData(129, 7, 100)]
    [InlineData(300, 10, 31)]
    public void Both_products_equal_their_definition(int rows, int outputs, int columns)
    {
        float[] x = Some.Normals(rows * columns, stream: 0), w = Some.Normals(outputs * columns, stream: 1);
        float[] e = Some.Normals(rows * outputs, stream: 2), start = Some.Normals(outputs * columns, stream: 3);
        float[] product = new float[rows * outputs], gradient = [.. start];

        MatrixKernel.Outputs(x, w, columns, product);
        MatrixKernel.AddGradient(e, x, columns, gradient);

        for (int r = 0; r < rows; r++)
            for (int k = 0; k < outputs; k++)
                Assert.Equal(Enumerable.Range(0, columns).Sum(d => (double)x[(r * columns) + d] * w[(k * columns) + d]), product[(r * outputs) + k], 1e-4);
        for (int k = 0; k < outputs; k++)
            for (int d = 0; d < columns; d++)
                Assert.Equal(
                    start[(k * columns) + d] + Enumerable.Range(0, rows).Sum(r => (double)e[(r * outputs) + k] * x[(r * columns) + d]),
                    gradient[(k * columns) + d], 1e-4);
    }
}
