using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

// B windows, I input channels, O output channels, (T, F) frames and bands of the input, (T', F') of the output, (kT, kF) kernel

/// <summary>
/// A convolution as a product of matrices: what the kernel sees at one place stands in one row, and the rows of all windows make up one picture,
/// a single frame high, which a 1x1 convolution multiplies. Of a 1x1 convolution the rows are what lies in memory already.
/// </summary>
/// <remarks>
/// oneDNN's kernels for AVX-512 multiply the bands of one frame at a time, and on a map of two to four bands little of each multiplication counts; nor do
/// they use weights that they have read for more than one window. Unfolded, 3x3 convolutions of 512 channels and more take half to two
/// thirds of the time there, for copying each value once for each place that sees it; the kernels for AVX2, and fewer channels, gain nothing from it.
/// What <see cref="Winograd"/> takes does not come here.
/// </remarks>
internal sealed record Unfolding((long Time, long Frequency) Kernel, (long Time, long Frequency) Stride, (long Time, long Frequency) Padding)
{
    private const long ManyChannels = 512, FewBands = 4;

    private bool IsView => (Kernel, Stride, Padding) == ((1, 1), (1, 1), (0, 0));

    /// <summary>Whether an ungrouped convolution takes less time this way.</summary>
    /// <param name="input">(B, I, T, F).</param>
    public bool Pays(Tensor input) =>
        IsView || (Avx512F.IsSupported && input.shape[1] >= ManyChannels && OutputOf(input).Frequency <= FewBands);

    /// <param name="input">(B, I, T, F), channels innermost.</param>
    /// <returns>(1, kT kF I, 1, B T' F'), channels innermost.</returns>
    public Tensor Rows(Tensor input)
    {
        if (IsView)
            return AsRows(input);
        var padded = nn.functional.pad(Innermost(input), [0, 0, Padding.Frequency, Padding.Frequency, Padding.Time, Padding.Time]);
        var (windows, frames, bands, channels) = (padded.shape[0], padded.shape[1], padded.shape[2], padded.shape[3]);
        var output = OutputOf(input);
        var seen = padded.as_strided(
            [windows, output.Time, output.Frequency, Kernel.Time, Kernel.Frequency, channels],
            [frames * bands * channels, Stride.Time * bands * channels, Stride.Frequency * channels, bands * channels, channels, 1]);
        return seen.reshape(1, 1, -1, Kernel.Time * Kernel.Frequency * channels).permute(0, 3, 1, 2);
    }

    /// <summary>The convolution's output of its product.</summary>
    /// <param name="rows">(1, O, 1, B T' F'), channels innermost.</param>
    /// <param name="input">What the rows were made of.</param>
    /// <returns>(B, O, T', F'), channels innermost, in the same memory.</returns>
    public Tensor Maps(Tensor rows, Tensor input)
    {
        var (time, frequency) = OutputOf(input);
        return rows.permute(0, 2, 3, 1).view(input.shape[0], time, frequency, rows.shape[1]).permute(0, 3, 1, 2);
    }

    /// <param name="maps">(B, O, T', F'), channels innermost.</param>
    /// <returns>(1, O, 1, B T' F'), in the same memory.</returns>
    public static Tensor AsRows(Tensor maps) => Innermost(maps).view(1, 1, -1, maps.shape[1]).permute(0, 3, 1, 2);

    /// <param name="weight">(O, I, kT, kF), channels innermost.</param>
    /// <returns>(O, kT kF I, 1, 1), in the same memory.</returns>
    public static Tensor Unfolded(Tensor weight) => Innermost(weight).view(weight.shape[0], -1, 1, 1);

    /// <summary>The opposite of <see cref="Unfolded"/>.</summary>
    /// <param name="unfolded">(O, kT kF I, 1, 1).</param>
    /// <param name="shape">Of the weight, (O, I, kT, kF).</param>
    public static Tensor Folded(Tensor unfolded, long[] shape) => unfolded.reshape(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);

    private (long Time, long Frequency) OutputOf(Tensor input) => (
        ((input.shape[2] + (2 * Padding.Time) - Kernel.Time) / Stride.Time) + 1,
        ((input.shape[3] + (2 * Padding.Frequency) - Kernel.Frequency) / Stride.Frequency) + 1);

    private static Tensor Innermost(Tensor maps) => maps.permute(0, 2, 3, 1).contiguous();
}
