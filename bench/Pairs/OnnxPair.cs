using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Hares.Bench.Pairs;

/// <summary>
/// ONNX Runtime with its own defaults but for the threads: all its optimisations, threads that spin while they wait. Settings: model with one input
/// and one output, batch, file of windows, and the dimensions of one window, such as "301x80".
/// </summary>
internal sealed class OnnxPair : IPairWork
{
    private readonly InferenceSession _session;
    private readonly OrtValue _windows;

    public OnnxPair(string[] settings)
    {
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        _session = new InferenceSession(settings[0], options);
        long[] shape = [.. settings[1..2].Concat(settings[3].Split('x')).Select(size => long.Parse(size, CultureInfo.InvariantCulture))];
        _windows = OrtValue.CreateTensorValueFromMemory(FloatFile.Read(settings[2]), shape);
    }

    public ReadOnlySpan<float> Run()
    {
        using var options = new RunOptions();
        using var results = _session.Run(options, [_session.InputNames[0]], [_windows], _session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _windows.Dispose();
        _session.Dispose();
    }
}
