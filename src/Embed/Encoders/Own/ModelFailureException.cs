namespace Hares.Embed.Encoders.Own;

/// <summary>A user's network cannot compute the windows it was given; others it may.</summary>
internal sealed class ModelFailureException(string path, int windows, int frames, string reason, Exception inner)
    : EncoderException($"{path}: the model fails on {windows} windows of {frames} frames: {reason}", inner)
{
    /// <summary>What its runtime says, in one line.</summary>
    public string Reason => reason;
}
