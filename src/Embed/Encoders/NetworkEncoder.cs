using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A frozen network behind <see cref="IEncoder"/>. Owns the network. Everything native made by a call is disposed by the same call, on the same
/// thread: TorchSharp's scopes and inference mode belong to a thread.
/// </summary>
internal sealed class NetworkEncoder : IEncoder
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Device _device;
    private readonly NetworkInput _input;

    /// <param name="network">Takes (batch, frames, bands), gives (batch, dimension); already in its inference form.</param>
    public NetworkEncoder(nn.Module<Tensor, Tensor> network, int dimension, NetworkInput input, Device device)
    {
        (_network, Dimension, _input, _device) = (network, dimension, input, device);
        _network.eval();
        _network.to(device);
    }

    public int Dimension { get; }

    public float[][] Embed(IReadOnlyList<float[]> logMel, int frames)
    {
        ArgumentNullException.ThrowIfNull(logMel);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, _input.MinimumFrames);
        foreach (var window in logMel)
            ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, frames * _input.Bands, nameof(logMel));

        var embeddings = new float[logMel.Count][];
        try
        {
            for (var first = 0; first < logMel.Count; first += _input.WindowsAtOnce)
                Forward(logMel, frames, first, Math.Min(_input.WindowsAtOnce, logMel.Count - first), embeddings);
        }
        catch (ExternalException e) when (e.Message.Contains("out of memory") || e.Message.Contains("can't allocate memory"))
        {
            throw new OutOfDeviceMemoryException($"{logMel.Count} windows of {frames} frames do not fit the memory of {_device}.", e);
        }

        return embeddings;
    }

    public void Dispose() => _network.Dispose();

    private void Forward(IReadOnlyList<float[]> logMel, int frames, int first, int count, float[][] embeddings)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var input = empty(count, frames, _input.Bands);
        var values = MemoryMarshal.Cast<byte, float>(input.bytes);
        for (var i = 0; i < count; i++)
            _input.Normalisation.Apply(logMel[first + i], values.Slice(i * frames * _input.Bands, frames * _input.Bands));

        var output = _network.call(input.to(_device)).cpu().contiguous();
        var rows = MemoryMarshal.Cast<byte, float>(output.bytes);
        for (var i = 0; i < count; i++)
            embeddings[first + i] = rows.Slice(i * Dimension, Dimension).ToArray();
    }
}
