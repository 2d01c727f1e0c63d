using Hares.Features.Export;
using Hares.Features.Tests.Support;

namespace Hares.Features.Tests.Export;

public class NpyWriterTests
{
    [Theory]
    [InlineData(0, 80)]
    [InlineData(1, 1)]
    [InlineData(101, 80)]
    [InlineData(1_234_567, 3)]
    public void Header_and_values_are_as_NumPy_writes_them(int rows, int columns)
    {
        var values = Some.Noise(rows * columns);
        var bytes = Written(values, rows, columns);
        var (header, read) = GoldenFile.Npy(bytes);

        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        Assert.Equal(0, (10 + header.Length) % 64);
        Assert.Equal($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}", header.TrimEnd());
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        Assert.True(values.AsSpan().SequenceEqual(read));
    }

    [Fact]
    public void A_file_NumPy_wrote_is_reproduced_byte_for_byte()
    {
        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "hares-log-mel.npy"));
        Assert.Equal(golden, Written(GoldenFile.Array("hares-log-mel"), 101, 80));
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused() =>
        Assert.Throws<ArgumentException>(() => Written(new float[7], 2, 4));

    private static byte[] Written(float[] values, int rows, int columns)
    {
        using var stream = new MemoryStream();
        NpyWriter.Write(stream, values, rows, columns);
        return stream.ToArray();
    }
}
