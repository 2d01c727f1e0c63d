using System.Globalization;
using Hares.Embed;
using Hares.Embed.Encoders;

namespace Hares.Bench.Pairs;

/// <summary>
/// Settings: architecture, dimension, safetensors file with the original's names and layouts, batch, frames, file of windows, device, precision.
/// </summary>
internal sealed class EncoderPair : IPairWork
{
    private readonly IEncoder _encoder;
    private readonly int _frames;
    private readonly float[][] _windows;

    public EncoderPair(string[] settings)
    {
        var batch = int.Parse(settings[3], CultureInfo.InvariantCulture);
        _frames = int.Parse(settings[4], CultureInfo.InvariantCulture);
        var values = FloatFile.Read(settings[5]);
        _windows = [.. values.Chunk(values.Length / batch)];
        TorchThreads.Set(Environment.ProcessorCount);
        _encoder = EncoderCatalogue.Create(new EncoderSettings
        {
            Architecture = settings[0],
            Dimension = int.Parse(settings[1], CultureInfo.InvariantCulture),
            WeightsPath = settings[2],
            Precision = Enum.Parse<Precision>(settings[7], ignoreCase: true),
        }, settings[6]);
    }

    public ReadOnlySpan<float> Run() => _encoder.Embed(_windows, _frames).SelectMany(embedding => embedding).ToArray();

    public void Dispose() => _encoder.Dispose();
}
