using System.Globalization;
using System.Runtime.InteropServices;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Probe;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Quick;

namespace Hares.Bench.Pairs;

/// <summary>Settings: dimension, classes, strength, file of embeddings, file of labels. The result is the loss reached, and the iterations.</summary>
internal sealed class ProbePair : IPairWork
{
    private readonly TrainingSide _side;
    private readonly QuickProtocol _protocol;

    public ProbePair(string[] settings)
    {
        TorchThreads.Set(Environment.ProcessorCount);
        var dimension = int.Parse(settings[0], CultureInfo.InvariantCulture);
        var labels = FloatFile.Read(settings[4]);
        var embeddings = new EmbeddingMatrix(labels.Length, dimension);
        using var file = File.OpenRead(settings[3]);
        for (var row = 0; row < embeddings.Rows; row++)
            file.ReadExactly(MemoryMarshal.AsBytes(embeddings.Row(row)));
        var task = EmbeddedTask.Of(embeddings, [.. labels.Select(label => (int)label)], int.Parse(settings[1], CultureInfo.InvariantCulture));
        _side = new TrainingSide(task, 0, [.. Enumerable.Range(0, labels.Length)], [], InnerGroups: null);
        _protocol = new QuickProtocol(new ProbeOptions { Protocol = "quick", Strengths = [double.Parse(settings[2], CultureInfo.InvariantCulture)] });
    }

    public ReadOnlySpan<float> Run()
    {
        var report = _protocol.Fit(_side, CancellationToken.None)[0].Reports[0];
        return new[] { (float)report.Loss, report.Iterations };
    }

    public void Dispose() => _side.Task.Embeddings.Dispose();
}
