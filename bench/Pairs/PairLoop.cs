using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hares.Bench.Pairs;

/// <summary>
/// Our side of bench/python/compare.py: <c>Hares.Bench pair WORK SETTINGS...</c> does the work once, writes its result as float32 to the file
/// that the last setting names, says "ready", and then answers every line, a number of repetitions, with the seconds they took.
/// </summary>
internal static class PairLoop
{
    public static async Task<int> RunAsync(string name, string[] settings)
    {
        using var work = Create(name, settings[..^1]);
        await File.WriteAllBytesAsync(settings[^1], MemoryMarshal.AsBytes(work.Run()).ToArray());
        Console.WriteLine("ready");
        while (Console.ReadLine() is { Length: > 0 } repetitions)
            Console.WriteLine(Time(work, int.Parse(repetitions, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    private static IPairWork Create(string name, string[] settings) => name switch
    {
        "log-mel" => new LogMelPair(settings),
        "resample" => new ResamplePair(settings),
        "decode" => new DecodePair(settings),
        "encoder" => new EncoderPair(settings),
        "onnx" => new OnnxPair(settings),
        "probe" => new ProbePair(settings),
        _ => throw new ArgumentException($"There is no work '{name}'; known are log-mel, resample, decode, encoder, onnx, probe.", nameof(name)),
    };

    private static double Time(IPairWork work, int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repetitions; i++) _ = work.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
