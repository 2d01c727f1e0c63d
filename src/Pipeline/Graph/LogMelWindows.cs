namespace Hares.Pipeline.Graph;

/// <summary>The log-mel of a clip's windows under one front end and plan.</summary>
/// <param name="LogMel">One array a window, frames x bands, before normalisation.</param>
/// <param name="Frames">Frames a window.</param>
/// <param name="StartSeconds">Where each window begins in the clip.</param>
/// <param name="LengthSeconds">Length of a window.</param>
internal sealed record LogMelWindows(IReadOnlyList<float[]> LogMel, int Frames, IReadOnlyList<float> StartSeconds, float LengthSeconds);
