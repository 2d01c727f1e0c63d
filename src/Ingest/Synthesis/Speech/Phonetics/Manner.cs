namespace Hares.Ingest.Synthesis.Speech.Phonetics;

/// <summary>How the vocal tract makes a sound, which decides the gestures it takes.</summary>
internal enum Manner
{
    Vowel,
    Approximant,
    Nasal,
    Tap,
    Trill,
    Fricative,
    Stop,
    Pause,
}
