namespace Hares.Pipeline.Graph;

/// <summary>One window on its way through the encoder, and whose it is.</summary>
/// <param name="Clip">The clip's features, for its job, stamp and window count.</param>
/// <param name="SetIndex">Place of the set in <c>Clip.Job.Sets</c>.</param>
/// <param name="Window">Place of the window in the clip's plan.</param>
internal readonly record struct WindowSlot(ClipFeatures Clip, int SetIndex, int Window)
{
    public EmbeddingSet Set => Clip.Job.Sets[SetIndex];

    public float[] Values => Clip.Windows[SetIndex].Values[Window];
}
