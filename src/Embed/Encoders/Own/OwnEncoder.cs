namespace Hares.Embed.Encoders.Own;

/// <summary>
/// A user's own network behind <see cref="IEncoder"/>. What its file does not say (the embedding's length, whether it was exported for inference) is
/// found by running it when it is made. Owns the model.
/// </summary>
internal sealed class OwnEncoder : IEncoder
{
    /// <summary>
    /// Windows the model is tried on: a long one first, for some networks make nothing of short ones, then what others have room for.
    /// </summary>
    private static readonly double[] TrialSeconds = [3, 1, 10];

    private const int Repeats = 5; // a dropout left on may draw the same twice

    private readonly IWindowModel _model;
    private readonly string _path;
    private readonly Pooling? _pooling;
    private readonly OwnInput _input;

    /// <param name="pooling">What makes one vector of an output over time; null: the mean, and nothing for an output without time.</param>
    /// <exception cref="EncoderException">The model gives no embeddings of windows; it is disposed.</exception>
    public OwnEncoder(IWindowModel model, OwnModelSettings settings, Pooling? pooling)
    {
        (_model, _path, _pooling, _input) = (model, settings.Path, pooling, new OwnInput(settings));
        try
        {
            Try();
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    public int Dimension { get; private set; }

    /// <remarks>A model of fixed length is given as few stretches of each window as cover it, evenly spread; their mean is the embedding.</remarks>
    public PreparedBatch Prepare(IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(windows);
        foreach (var window in windows)
            ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, frames * _input.Bands, nameof(windows));
        if (windows.Count == 0)
            return new(() => []);
        var length = _model.FixedFrames ?? frames;
        var parts = FixedLength.Starts(frames, length).Select(start => Stretches(windows, (int)start, length)).ToArray();
        return new(() =>
        {
            var rows = parts.Select(part => Rows(part, length)).ToArray();
            return [.. windows.Select((_, i) => Mean([.. rows.Select(part => part[i])]))];
        });
    }

    /// <summary>Embeds one window of such a length, to see that the model can.</summary>
    /// <exception cref="EncoderException">It cannot; the message says how a model of one length is given.</exception>
    public void Try(int frames)
    {
        var length = _input.Bands == 1 ? $"{frames} samples" : $"{frames} frames";
        try
        {
            if (Embedded(frames, 0)[0].Length is var found && found != Dimension)
                throw new EncoderException($"{_path}: the model gives {Dimension} features for one window and {found} for one of {length}.");
        }
        catch (ModelFailureException e)
        {
            throw new EncoderException(
                $"{_path}: the model fails on the task's windows of {length}: {e.Reason}; if it takes one length only, state it: "
                + "\"length\" for TorchScript, a fixed size for ONNX.",
                e);
        }
    }

    public void Dispose() => _model.Dispose();

    /// <summary>One of each window, one after another.</summary>
    private float[] Stretches(IReadOnlyList<float[]> windows, int startFrame, int frames)
    {
        var size = frames * _input.Bands;
        if ((long)windows.Count * size > Array.MaxLength)
            throw new OutOfDeviceMemoryException($"{windows.Count} windows of {frames} frames are more than an array holds.");
        var stretches = new float[windows.Count * size];
        for (var i = 0; i < windows.Count; i++)
            _input.Fill(windows[i], startFrame, stretches.AsSpan(i * size, size));
        return stretches;
    }

    private float[][] Rows(float[] stretches, int frames)
    {
        var together = _model.TakesBatches ? Run(stretches, frames) : null;
        // One sound may change the shape of what comes for all: the others must not suffer for it.
        return together is [{ Length: var length }, ..] && length == Dimension
            ? together
            : [.. stretches.Chunk(frames * _input.Bands).SelectMany(stretch => Run(stretch, frames))];
    }

    private float[][] Run(float[] stretches, int frames)
    {
        var windows = stretches.Length / (frames * _input.Bands);
        var output = _model.Run(stretches, windows, frames);
        try
        {
            return OutputPooling.Rows(output, windows, _pooling);
        }
        catch (EncoderException e)
        {
            throw new EncoderException($"{_path}: {e.Message}", e);
        }
    }

    /// <summary>The mean over a window's stretches. One of an odd length is given back as it is, for the caller to notice.</summary>
    private float[] Mean(float[][] rows) =>
        rows is [var only] ? only
        : rows.FirstOrDefault(row => row.Length != Dimension) is { } odd ? odd
        : [.. rows[0].Select((_, i) => (float)rows.Average(row => (double)row[i]))];

    private void Try()
    {
        var (frames, alone) = FirstThatRuns();
        Dimension = alone.Length > 0 ? alone.Length : throw new EncoderException($"{_path}: the model gives no features, an output of size 0.");
        var beside = Enumerable.Range(0, Repeats).SelectMany(_ => Embedded(frames, 0, 1)[0].Zip(alone));
        var tolerance = 1e-2 * alone.Max(Math.Abs);
        if (beside.Any(pair => Math.Abs(pair.First - pair.Second) > tolerance))
            throw new EncoderException(
                $"{_path}: the model embeds the same window differently when another is beside it, or from run to run; "
                + "call model.eval() before exporting it.");
        RequireOneLength(4 * frames / 3);
    }

    private (int Frames, float[] Embedding) FirstThatRuns()
    {
        EncoderException? first = null;
        foreach (var seconds in TrialSeconds)
        {
            var frames = _model.FixedFrames ?? _input.Frames((int)(seconds * _input.SampleRateHz));
            try
            {
                return (frames, Embedded(frames, 0)[0]);
            }
            catch (EncoderException e)
            {
                first ??= e;
            }
        }

        throw first!;
    }

    private void RequireOneLength(int frames)
    {
        float[] longer;
        try
        {
            longer = Embedded(frames, 0)[0];
        }
        catch (EncoderException)
        {
            return; // a network may well have an upper limit
        }

        if (longer.Length != Dimension)
            throw new EncoderException(
                $"{_path}: the model gives {Dimension} features for one window and {longer.Length} for a longer one; "
                + "features must be the last axis, time the one before.");
    }

    private float[][] Embedded(int frames, params IEnumerable<int> variants) =>
        this.Embed([.. variants.Select(variant => Sound(frames, variant))], frames);

    /// <summary>A window that is neither silent nor regular.</summary>
    private float[] Sound(int frames, int variant) =>
        [.. Enumerable.Range(0, frames * _input.Bands)
            .Select(i => (float)(0.1 * Math.Sin(0.37 * i + variant) + 0.1 * Math.Sin(0.0113 * i * (variant + 1))))];
}
