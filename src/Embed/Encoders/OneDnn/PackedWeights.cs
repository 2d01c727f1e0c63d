using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>
/// A convolution's weights as the processor's kernels want them. Which layout that is follows from the shape of what the convolution sees and from its
/// number of threads; weights in another would be laid out anew at every call, value by value, which takes many times as long as the convolution.
/// So they are kept in each layout that was asked for: there are few. Owns its tensors.
/// </summary>
/// <remarks>
/// oneDNN tells a layout only by laying weights out: at the speed of a copy where it is one that they have already. Convolutions of the same shapes want the same
/// one, so that it is asked for once in all of them.
/// </remarks>
/// <param name="plain">(O, I/G, kT, kF), channels innermost; let go at the first input.</param>
internal sealed class PackedWeights(Tensor plain) : IDisposable
{
    private static readonly ConcurrentDictionary<Wish, uint[]> Layouts = new();

    private readonly long[] _shape = plain.shape;
    private readonly ScalarType _type = plain.dtype;
    private readonly Lock _packing = new();
    private readonly ConcurrentDictionary<Wish, Tensor> _ofWish = new();
    private readonly List<(uint[] Layout, Tensor Weights)> _packed = [];
    private Tensor? _imported; // from the first input on until there are packed ones

    /// <param name="input">What the convolution is about to see; the weights are those of its product where it is unfolded.</param>
    public Tensor For(FusedConvolution convolution, Tensor input)
    {
        var wish = new Wish(convolution, Four(_shape), _type, Four(input.shape), get_num_threads());
        if (_ofWish.TryGetValue(wish, out var known))
            return known;
        lock (_packing)
            return _ofWish.GetOrAdd(wish, _ => Find(wish, input));
    }

    public void Dispose()
    {
        foreach (var (_, weights) in _packed)
            weights.Dispose();
        _imported?.Dispose();
        plain.Dispose();
    }

    private Tensor Find(Wish wish, Tensor input)
    {
        if (Layouts.TryGetValue(wish, out var wanted) && In(wanted) is { } there)
            return there;
        using var scope = NewDisposeScope();
        var packed = wish.Convolution.Pack(Source(wish.Convolution, input), input);
        var layout = Layouts[wish] = wish.Convolution.LayoutOf(packed);
        if (In(layout) is { } same)
            return same;
        _imported?.Dispose();
        _imported = null;
        _packed.Add((layout, packed.DetachFromDisposeScope()));
        return packed;
    }

    private Tensor? In(uint[] layout) => _packed.Find(one => one.Layout.AsSpan().SequenceEqual(layout)).Weights;

    /// <summary>What is to be packed, in the shape in which this input wants it.</summary>
    private Tensor Source(FusedConvolution convolution, Tensor input)
    {
        var isUnfolded = input.shape[1] != _shape[1] * convolution.Groups;
        long[] shape = isUnfolded ? [_shape[0], input.shape[1], 1, 1] : _shape;
        var held = _packed.Select(one => one.Weights).Append(_imported).OfType<Tensor>().ToList();
        if (held.Find(weights => weights.shape.AsSpan().SequenceEqual(shape)) is { } known)
            return known;
        if (held is [var other, ..])
            return Imported(Plain(other.to_dense()));
        _imported = Imported(plain).DetachFromDisposeScope();
        plain.Dispose(); // before the packed ones take as much again
        return _imported;

        Tensor Imported(Tensor weight) => convolution.Import(isUnfolded ? Unfolding.Unfolded(weight) : weight);
    }

    private Tensor Plain(Tensor dense) => dense.shape.AsSpan().SequenceEqual(_shape) ? ChannelsLast.Of(dense) : Unfolding.Folded(dense, _shape);

    private static (long, long, long, long) Four(long[] shape) => (shape[0], shape[1], shape[2], shape[3]);

    /// <summary>All that a layout follows from.</summary>
    private sealed record Wish(
        FusedConvolution Convolution,
        (long Outputs, long Inputs, long Time, long Frequency) Weights,
        ScalarType Type,
        (long Windows, long Channels, long Time, long Frequency) Input,
        int Threads);
}
