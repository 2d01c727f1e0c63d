using System.Runtime.InteropServices;
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
    private Tensor? _staging; // where a GPU's input is made ready: memory that it reads by itself, for pinning takes as long as a batch

    /// <param name="network">Takes (batch, frames, bands), gives (batch, dimension); already on the device, in its inference form.</param>
    /// <param name="threads">Processor threads in all; a GPU takes the whole batch in one pass, and they make its input ready.</param>
    public NetworkEncoder(nn.Module<Tensor, Tensor> network, int dimension, NetworkInput input, Device device, int threads)
    {
        (_network, Dimension, _input, _device) = (network, dimension, input, device);
        _threads = threads;
        _network.eval();
    }

    public int Dimension { get; }

    public float[][] Embed(IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, _input.MinimumFrames);
        if (windows.Count == 0)
            return [];
        foreach (var window in windows)
            ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, frames * _input.Bands, nameof(windows));

        var embeddings = new float[windows.Count][];
        var passes = _device.type == DeviceType.CPU ? Math.Max(1, windows.Count / _input.WindowsAtOnceOf(frames)) : 1;
        var sideBySide = Math.Min(passes, _threads);
        try
        {
            Parallel.For(0, passes, new ParallelOptions { MaxDegreeOfParallelism = sideBySide }, pass =>
            {
                TorchThreads.UseHere(_threads / sideBySide);
                var (first, end) = (windows.Count * pass / passes, windows.Count * (pass + 1) / passes);
                Forward(windows, frames, first, end - first, embeddings);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.All(IsOutOfMemory))
        {
            throw new OutOfDeviceMemoryException($"{windows.Count} windows of {frames} frames do not fit the memory of {_device}.", e);
        }

        return embeddings;
    }

    public void Dispose()
    {
        _network.Dispose();
        _staging?.Dispose();
    }

    private static bool IsOutOfMemory(Exception e) =>
        e is ExternalException && (e.Message.Contains("out of memory") || e.Message.Contains("can't allocate memory"));

    private void Forward(IReadOnlyList<float[]> windows, int frames, int first, int count, float[][] embeddings)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var onCpu = _device.type == DeviceType.CPU;
        var input = onCpu ? empty(count, frames, _input.Bands) : Staging(count, frames);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = onCpu ? 1 : _threads }, i =>
        {
            var window = input.Floats().Slice(i * frames * _input.Bands, frames * _input.Bands);
            windows[first + i].CopyTo(window);
            _input.Normalisation.Apply(window);
        });

        var output = _network.call(input.to(_device, non_blocking: true)).to(float32).cpu().contiguous();
        var rows = output.Floats();
        for (var i = 0; i < count; i++)
            embeddings[first + i] = rows.Slice(i * Dimension, Dimension).ToArray();
    }

    private Tensor Staging(int count, int frames)
    {
        long values = (long)count * frames * _input.Bands;
        if (_staging is null || _staging.NumberOfElements < values)
        {
            _staging?.Dispose();
            _staging = null;
            _staging = empty(values).pin_memory().DetachFromDisposeScope();
        }

        return _staging.narrow(0, 0, values).view(count, frames, _input.Bands);
    }
}
