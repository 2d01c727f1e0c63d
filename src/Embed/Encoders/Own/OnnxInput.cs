namespace Hares.Embed.Encoders.Own;

/// <summary>
/// Where windows, frames and bands lie in the input of an ONNX model, as told by the sizes it declares: a waveform is (samples), (batch, samples) or
/// (batch, 1, samples); log-mel is (frames, bands), with a batch and a channel before it or not, or the same with bands before frames.
/// </summary>
/// <param name="HasBatch">There is an axis for windows.</param>
/// <param name="HasChannel">There is an axis of size 1 after it.</param>
/// <param name="IsBandsFirst">Bands come before frames.</param>
/// <param name="TakesBatches">The axis for windows takes any number of them.</param>
/// <param name="FixedFrames">The only number of frames accepted; null: any.</param>
/// <param name="Bands">Values a frame; 1 for a waveform, which has no axis for them.</param>
internal sealed record OnnxInput(bool HasBatch, bool HasChannel, bool IsBandsFirst, bool TakesBatches, int? FixedFrames, int Bands)
{
    private const int Dynamic = -1;

    /// <summary>
    /// Shorter fixed lengths, of less than 25 ms at 16 kHz, are taken for the bands of a model of log-mel that is given as one of waveforms.
    /// </summary>
    private const int MinimumFixedSamples = 400;

    private const string SayLogMel = "if it takes log-mel, say \"input\": \"log-mel\"";

    /// <param name="declared">The declared sizes, -1 where any is taken.</param>
    /// <exception cref="EncoderException">No such input; without the model's name.</exception>
    public static OnnxInput Of(IReadOnlyList<int> declared, int bands) => bands == 1 ? OfWaveform(declared) : OfLogMel(declared, bands);

    /// <summary>The input's shape for so many windows.</summary>
    public long[] Shape(int windows, int frames)
    {
        long[] window = Bands == 1 ? [frames] : IsBandsFirst ? [Bands, frames] : [frames, Bands];
        return [.. HasBatch ? [windows] : Array.Empty<long>(), .. HasChannel ? [1L] : Array.Empty<long>(), .. window];
    }

    private static OnnxInput OfWaveform(IReadOnlyList<int> declared) => declared switch
    {
        [.., > 0 and < MinimumFixedSamples and var last] and ([_] or [_, _] or [_, 1 or Dynamic, _]) => throw new EncoderException(
            $"its input is {Sizes(declared)}, and windows of {last} samples are too short for sound, "
            + $"though {last} may well be mel bands; {SayLogMel}."),
        [var samples] => new(false, false, false, false, Fixed(samples), 1),
        [var batch, var samples] => new(true, false, false, IsAnyBatch(batch, declared), Fixed(samples), 1),
        [var batch, 1, var samples] => new(true, true, false, IsAnyBatch(batch, declared), Fixed(samples), 1),
        [var batch, Dynamic, Dynamic] => new(true, true, false, IsAnyBatch(batch, declared), null, 1),
        _ => throw new EncoderException(
            $"its input is {Sizes(declared)}; a waveform is (samples), (batch, samples) or (batch, 1, samples); {SayLogMel}."),
    };

    private static OnnxInput OfLogMel(IReadOnlyList<int> declared, int bands)
    {
        var (hasBatch, hasChannel) = declared switch
        {
            [_, _] => (false, false),
            [_, _, _] => (true, false),
            [_, 1 or Dynamic, _, _] => (true, true),
            _ => throw new EncoderException(
                $"its input is {Sizes(declared)}; "
                + "log-mel is (frames, bands), (batch, frames, bands) or (batch, 1, frames, bands), or the same with bands before frames."),
        };
        var (first, last) = (declared[^2], declared[^1]);
        var isBandsFirst = first == bands && last != bands;
        if (!isBandsFirst && last != bands && (first, last) != (Dynamic, Dynamic))
            throw new EncoderException($"its input is {Sizes(declared)}, and neither of the last two is the {bands} bands of the front end.");
        return new(hasBatch, hasChannel, isBandsFirst, hasBatch && IsAnyBatch(declared[0], declared), Fixed(isBandsFirst ? last : first), bands);
    }

    private static bool IsAnyBatch(int batch, IReadOnlyList<int> declared) => batch is 1 or Dynamic
        ? batch == Dynamic
        : throw new EncoderException($"its input is {Sizes(declared)}, a fixed batch of {batch}; export it with a dynamic first axis, or with 1.");

    private static int? Fixed(int size) => size == Dynamic ? null : size;

    private static string Sizes(IEnumerable<int> declared) => $"({string.Join(", ", declared.Select(size => size == Dynamic ? "any" : $"{size}"))})";
}
