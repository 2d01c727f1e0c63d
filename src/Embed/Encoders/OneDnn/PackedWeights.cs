using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>
/// A convolution's weights as the processor's kernels want them. Which layout that is follows from the shape of what the convolution sees and from its
/// number of threads; weights in another would be laid out anew at every call, value by value, which takes many times as long as the convolution.
/// So they are kept in each layout that was asked for: there are few. Owns its tensors.
/// </summary>
/// <param name="plain">(O, I/G, kT, kF), channels innermost; let go once there is a packed form.</param>
internal sealed class PackedWeights(Tensor plain) : IDisposable
{
    private readonly long[] _shape = plain.shape;
    private readonly Lock _packing = new();
    private readonly ConcurrentDictionary<(long Windows, long Channels, long Time, long Frequency, int Threads), Tensor> _ofInput = new();
    private readonly List<(uint[] Layout, Tensor Weights)> _packed = [];

    /// <param name="input">What the convolution is about to see; the weights are those of its product where it is unfolded.</param>
    public Tensor For(FusedConvolution convolution, Tensor input)
    {
        var shape = input.shape;
        var key = (shape[0], shape[1], shape[2], shape[3], get_num_threads());
        if (_ofInput.TryGetValue(key, out var known))
            return known;
        lock (_packing)
            return _ofInput.GetOrAdd(key, _ => Pack(convolution, input));
    }

    public void Dispose()
    {
        foreach (var (_, weights) in _packed)
            weights.Dispose();
        if (_packed.Count == 0)
            plain.Dispose();
    }

    private Tensor Pack(FusedConvolution convolution, Tensor input)
    {
        using var scope = NewDisposeScope();
        var weight = _packed.Count == 0 ? plain : Plain(_packed[0].Weights.to_dense());
        var isUnfolded = input.shape[1] != _shape[1] * convolution.Groups;
        var packed = convolution.Pack(isUnfolded ? Unfolding.Unfolded(weight) : weight, input);
        var layout = convolution.LayoutOf(packed);
        var known = _packed.FirstOrDefault(other => other.Layout.AsSpan().SequenceEqual(layout)).Weights;
        if (known is not null)
            return known;
        if (_packed.Count == 0)
            plain.Dispose();
        _packed.Add((layout, packed.DetachFromDisposeScope()));
        return packed;
    }

    private Tensor Plain(Tensor dense) => dense.shape.AsSpan().SequenceEqual(_shape) ? ChannelsLast.Of(dense) : Unfolding.Folded(dense, _shape);
}
