using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hares.Pipeline.Tests.Support;

/// <summary>A safetensors file for byol-a-cnn of 512 dimensions, sound at first, to be spoilt.</summary>
internal sealed class ByolWeights
{
    private const int Channels = 64;
    private const int Dimension = 512;

    private readonly Dictionary<string, (long[] Shape, float Fill)> _tensors = [];

    public ByolWeights()
    {
        foreach (var layer in new[] { 0, 4, 8 })
        {
            _tensors[$"features.{layer}.weight"] = ([Channels, layer == 0 ? 1 : Channels, 3, 3], 0.01f);
            _tensors[$"features.{layer}.bias"] = ([Channels], 0.1f);
            foreach (var statistic in new[] { "weight", "bias", "running_mean", "running_var" })
                _tensors[$"features.{layer + 1}.{statistic}"] = ([Channels], 1);
        }
        foreach (var layer in new[] { 0, 3 })
        {
            _tensors[$"fc.{layer}.weight"] = ([Dimension, Dimension], 0.01f);
            _tensors[$"fc.{layer}.bias"] = ([Dimension], 0.1f);
        }
    }

    public ByolWeights Without(string name)
    {
        Assert.True(_tensors.Remove(name));
        return this;
    }

    public ByolWeights With(string name, long[] shape, float fill = 0)
    {
        _tensors[name] = (shape, fill);
        return this;
    }

    /// <summary>The file, its header changed by <paramref name="spoil"/> before it is written.</summary>
    public byte[] Bytes(Action<JsonObject>? spoil = null)
    {
        var (header, offset) = (new JsonObject(), 0L);
        using var data = new MemoryStream();
        foreach (var (name, (shape, fill)) in _tensors)
        {
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            Array.Fill(values, fill);
            data.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
            header[name] = JsonSerializer.SerializeToNode(new { dtype = "F32", shape, data_offsets = new[] { offset, data.Length } });
            offset = data.Length;
        }
        spoil?.Invoke(header);
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data.ToArray()];
    }
}
