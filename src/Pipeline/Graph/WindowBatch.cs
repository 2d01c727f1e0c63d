namespace Hares.Pipeline.Graph;

/// <summary>Windows of equal length for one encoder, from one or many clips.</summary>
internal sealed record WindowBatch(EncoderRun Encoder, int Frames, IReadOnlyList<WindowSlot> Slots);
