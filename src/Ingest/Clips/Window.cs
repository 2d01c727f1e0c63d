namespace Hares.Ingest.Clips;

/// <summary>One stretch of a clip that gives one embedding.</summary>
/// <param name="Index">Place in the clip's window plan, from 0.</param>
/// <param name="StartSample">First sample, counted from the clip's beginning at the sample rate the plan was asked for.</param>
/// <param name="LengthSamples">Length; may reach past the clip's end, where zeros stand in for the missing samples.</param>
public readonly record struct Window(int Index, int StartSample, int LengthSamples);
