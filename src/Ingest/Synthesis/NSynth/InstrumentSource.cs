namespace Hares.Ingest.Synthesis.NSynth;

/// <summary>Where an instrument's sound comes from, by NSynth's numbers.</summary>
internal enum InstrumentSource
{
    Acoustic,
    Electronic,
    Synthetic,
}
