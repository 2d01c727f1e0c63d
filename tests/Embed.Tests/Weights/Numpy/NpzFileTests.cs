using System.IO.Compression;
using System.Text;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights.Numpy;

public sealed class NpzFileTests
{
    [Fact]
    public void Arrays_of_either_order_are_read_compressed_or_not_under_the_names_they_were_saved_by()
    {
        using var file = TensorFile.Open(OtherFile.Path("haiku.npz"));
        Assert.Equal(["net/~/dense/b", "net/~/dense/w", "step"], file.Tensors.Select(tensor => tensor.Name).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5], Values(file, "net/~/dense/w"));
        Assert.Equal([0.5f, -0.5f, 1], Values(file, "net/~/dense/b"));
        Assert.Equal([2L, 3], file.Tensors.Single(tensor => tensor.Name == "net/~/dense/w").Shape);
        Assert.Throws<WeightsException>(() => Values(file, "step"));
    }

    [Fact]
    public void Arrays_of_Python_objects_are_refused() => AssertRefused(OtherFile.Path("objects.npz"), "array a.npy: it has the header");

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }", "should have 20 bytes after its header, but has 16")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776, 1099511627776), }", "overflow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "too large")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,4), }", "9 dimensions")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (4,), }", "big-endian")]
    [InlineData("{'descr': '|V2', 'fortran_order': False, 'shape': (8,), }", "arrays of objects and records are refused")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4,), }", "none of an array of plain numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': __import__('os'), 'shape': (4,), }", "none of an array of plain numbers")]
    [InlineData("", "none of an array of plain numbers")]
    public void A_header_that_lies_is_refused(string header, string sentence) => AssertRefused(Npz([0x93, .. "NUMPY"u8, 1, 0], header), sentence);

    [Fact]
    public void What_is_no_array_is_refused() => AssertRefused(Npz("\u0001NUMPY\u0001\0"u8.ToArray(), ""), "does not begin as an .npy file does");

    [Fact]
    public void A_huge_header_is_refused_before_memory_is_taken() =>
        AssertRefused(Npz([0x93, .. "NUMPY"u8, 2, 0], "", declared: 0x7FFF_FFFF), "above the limit of 65536 bytes");

    [Fact]
    public void An_archive_of_something_else_is_refused()
    {
        var path = Some.TemporaryFile();
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            zip.CreateEntry("readme.txt");
        AssertRefused(path, "neither PyTorch's (it has no data.pkl) nor NumPy's (it has no .npy)");
    }

    private static float[] Values(ITensorFile file, string name)
    {
        var tensor = file.Tensors.Single(tensor => tensor.Name == name);
        var values = new float[tensor.Elements];
        file.Read(tensor, values);
        return values;
    }

    private static void AssertRefused(string path, string sentence)
    {
        var e = Assert.Throws<WeightsException>(() => TensorFile.Open(path));
        Assert.StartsWith(path, e.Message);
        Assert.Contains(sentence, e.Message);
    }

    private static string Npz(byte[] start, string header, int? declared = null)
    {
        var path = Some.TemporaryFile();
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var stream = zip.CreateEntry("a.npy").Open();
        var length = BitConverter.GetBytes(declared ?? header.Length);
        stream.Write([.. start, .. start[^2] > 1 ? length : length[..2], .. Encoding.Latin1.GetBytes(header), .. new byte[16]]);
        return path;
    }
}
