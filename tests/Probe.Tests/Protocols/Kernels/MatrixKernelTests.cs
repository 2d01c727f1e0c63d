using Hares.Probe.Protocols.Kernels;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Kernels;

public class MatrixKernelTests
{
    private delegate void Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int columns, Span<float> result);

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 2, 7 }, { 3, 5, 32 }, { 4, 2, 64 }, { 5, 3, 33 }, { 6, 4, 16 }, { 7, 6, 63 }, { 12, 13, 128 },
        { 128, 4, 65 }, { 129, 7, 100 }, { 300, 10, 31 }, { 131, 11, 160 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void The_products_equal_their_definition(int rows, int outputs, int columns) =>
        AssertEqual(MatrixKernel.Outputs, MatrixKernel.AddGradient, rows, outputs, columns);

    [Theory, MemberData(nameof(Shapes))]
    public void So_they_do_in_vectors_of_the_preferred_width(int rows, int outputs, int columns) =>
        AssertEqual(VectorKernel.Outputs, VectorKernel.AddGradient, rows, outputs, columns);

    [Theory, MemberData(nameof(Shapes))]
    public void So_they_do_in_vectors_of_512_bits(int rows, int outputs, int columns) =>
        AssertEqual(Vector512Kernel.Outputs, Vector512Kernel.AddGradient, rows, outputs, columns);

    private static void AssertEqual(Product outputsOf, Product addGradient, int rows, int outputs, int columns)
    {
        float[] x = Some.Normals(rows * columns, stream: 0), w = Some.Normals(outputs * columns, stream: 1);
        float[] e = Some.Normals(rows * outputs, stream: 2), start = Some.Normals(outputs * columns, stream: 3);
        float[] product = new float[rows * outputs], gradient = [.. start];

        outputsOf(x, w, columns, product);
        addGradient(e, x, columns, gradient);

        for (int r = 0; r < rows; r++)
            for (int k = 0; k < outputs; k++)
                Assert.Equal(
                    Enumerable.Range(0, columns).Sum(d => (double)x[(r * columns) + d] * w[(k * columns) + d]), product[(r * outputs) + k], 1e-4);
        for (int k = 0; k < outputs; k++)
            for (int d = 0; d < columns; d++)
                Assert.Equal(
                    start[(k * columns) + d] + Enumerable.Range(0, rows).Sum(r => (double)e[(r * outputs) + k] * x[(r * columns) + d]),
                    gradient[(k * columns) + d], 1e-4);
    }
}
