using Hares.Embed.Encoders.Own;

namespace Hares.Embed.Tests.Support;

/// <summary>A model that is a function of one window and of how many there are.</summary>
internal sealed class FakeModel(int? fixedFrames, Func<float[], int, float[]> embed, int bands = 1, bool takesBatches = true) : IWindowModel
{
    public int? FixedFrames => fixedFrames;

    public bool TakesBatches => takesBatches;

    /// <summary>How many windows each run was given.</summary>
    public List<int> Batches { get; } = [];

    public bool IsDisposed { get; private set; }

    public ModelOutput Run(float[] values, int windows, int frames)
    {
        Batches.Add(windows);
        var rows = values.Chunk(frames * bands).Select(window => embed(window, windows)).ToArray();
        var width = rows.Max(row => row.Length); // of one tensor, whose rows are equally long
        return new([.. rows.SelectMany(row => row.Concat(new float[width - row.Length]))], [windows, width]);
    }

    public void Dispose() => IsDisposed = true;
}
