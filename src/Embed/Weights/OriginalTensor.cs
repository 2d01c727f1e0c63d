using static TorchSharp.torch;

namespace Hares.Embed.Weights;

/// <summary>One tensor of a network: its key here, its key in the original implementation, and the original's layout.</summary>
internal sealed record OriginalTensor(string Key, string OriginalKey, OriginalLayout Layout)
{
    /// <summary>Brings the original's values into our layout.</summary>
    public Tensor FromOriginal(Tensor original) => Layout switch
    {
        OriginalLayout.KernelsThenInThenOut => original.permute(3, 2, 0, 1).contiguous(),
        OriginalLayout.InThenOut => original.t().contiguous(),
        _ => original.alias(),
    };

    /// <summary>The shape the original must have for a tensor that has this one here.</summary>
    public long[] OriginalShape(long[] ours) => (Layout, ours) switch
    {
        (OriginalLayout.KernelsThenInThenOut, [var outputs, var inputs, var time, var frequency]) => [time, frequency, inputs, outputs],
        (OriginalLayout.InThenOut, [var outputs, var inputs]) => [inputs, outputs],
        _ => ours,
    };
}
