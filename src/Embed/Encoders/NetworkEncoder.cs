using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A frozen network behind <see cref="IEncoder"/>. Owns the network. Everything native made by a pass is disposed by the same pass, on the same
/// thread: TorchSharp's scopes and inference mode belong to a thread.
/// </summary>
/// <remarks>
/// On the CPU the windows of a batch are shared out to passes that run side by side, rather than each operation being shared out to threads: threads
/// then never wait for one another between operations, and operations too small to share out run side by side as well. Only a batch too small for
/// that gives its passes several threads each.
/// </remarks>
internal sealed class NetworkEncoder : IEncoder
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Device _device;
    private readonly NetworkInput _input;
    private readonly int _threads;
    private readonly ConcurrentBag<Tensor> _staging = []; // where a GPU's input is prepared: memory that it reads by itself, for pinning takes as long as a batch

    /// <param name="network">Takes (batch, frames, bands), gives (batch, dimension); already on the device, in its inference form.</param>
    /// <param name="threads">Processor threads in all; a GPU takes the whole batch in one pass, and they prepare its input.</param>
    public NetworkEncoder(nn.Module<Tensor, Tensor> network, int dimension, NetworkInput input, Device device, int threads)
    {
        (_network, Dimension, _input, _device) = (network, dimension, input, device);
        _threads = threads;
        _network.eval();
    }

    public int Dimension { get; }

    public PreparedBatch Prepare(IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, _input.MinimumFrames);
        foreach (var window in windows)
            ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, frames * _input.Bands, nameof(windows));
        return windows.Count == 0 ? new(() => [])
            : _device.type == DeviceType.CPU ? new(() => Fitting(windows.Count, frames, () => InPasses(windows, frames)))
            : Fitting(windows.Count, frames, () => Staged(windows, frames));
    }

    public void Dispose()
    {
        _network.Dispose();
        foreach (var staging in _staging) staging.Dispose();
    }

    /// <summary>Work of that many windows, whose want of memory is told as such.</summary>
    private T Fitting<T>(int windows, int frames, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (OutOfDeviceMemoryException.IsMeantBy(e))
        {
            throw new OutOfDeviceMemoryException($"{windows} windows of {frames} frames do not fit the memory of {_device}.", e);
        }
    }

    private float[][] InPasses(IReadOnlyList<float[]> windows, int frames)
    {
        var embeddings = new float[windows.Count][];
        var passes = Math.Max(1, windows.Count / _input.WindowsAtOnceOf(frames));
        var sideBySide = Math.Min(passes, _threads);
        Parallel.For(0, passes, new ParallelOptions { MaxDegreeOfParallelism = sideBySide }, pass =>
        {
            TorchThreads.UseHere(_threads / sideBySide);
            var (first, end) = (windows.Count * pass / passes, windows.Count * (pass + 1) / passes);
            using var input = empty((end - first) * (long)frames * _input.Bands);
            for (var i = first; i < end; i++) Normalise(windows[i], input, i - first);
            Forward(input, end - first, frames).CopyTo(embeddings, first);
        });
        return embeddings;
    }

    private PreparedBatch Staged(IReadOnlyList<float[]> windows, int frames)
    {
        var staging = Staging(windows.Count * (long)frames * _input.Bands);
        Parallel.For(0, windows.Count, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i => Normalise(windows[i], staging, i));
        return new(() => Fitting(windows.Count, frames, () => Forward(staging, windows.Count, frames)), () => _staging.Add(staging));
    }

    private Tensor Staging(long values)
    {
        if (_staging.TryTake(out var staging))
        {
            if (staging.NumberOfElements >= values) return staging;
            staging.Dispose();
        }

        using var pageable = empty(values);
        return pageable.pin_memory().DetachFromDisposeScope();
    }

    private void Normalise(float[] window, Tensor input, int place)
    {
        using var there = input.narrow(0, (long)place * window.Length, window.Length); // the whole input may be larger than a span
        var normalised = there.Floats();
        window.CopyTo(normalised);
        _input.Normalisation.Apply(normalised);
    }

    /// <param name="input">Begins with all the windows, in this machine's memory.</param>
    private float[][] Forward(Tensor input, int windows, int frames)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var batch = input.narrow(0, 0, windows * (long)frames * _input.Bands).view(windows, frames, _input.Bands);
        var output = _network.call(batch.to(_device, non_blocking: true)).to(float32).cpu().contiguous();
        var rows = output.Floats();
        var embeddings = new float[windows][];
        for (var i = 0; i < embeddings.Length; i++)
            embeddings[i] = rows.Slice(i * Dimension, Dimension).ToArray();
        return embeddings;
    }
}
