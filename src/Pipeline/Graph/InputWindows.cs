namespace Hares.Pipeline.Graph;

/// <summary>A clip's windows under one plan, as one kind of encoder input.</summary>
/// <param name="Values">One array a window, frames x bands, before normalisation.</param>
/// <param name="Frames">Frames a window.</param>
/// <param name="StartSeconds">Where each window begins in the clip.</param>
/// <param name="LengthSeconds">Length of a window.</param>
internal sealed record InputWindows(IReadOnlyList<float[]> Values, int Frames, IReadOnlyList<float> StartSeconds, float LengthSeconds);
