namespace Hares.Ingest.Synthesis.Speech.Phonetics;

/// <summary>A sound in its place in an utterance.</summary>
/// <param name="Phoneme">Which sound.</param>
/// <param name="IsStressed">Whether it is the vowel of a stressed syllable.</param>
/// <param name="Stretch">
/// How much longer it lasts than the sound usually does: long vowels and double consonants more than 1, halves of diphthongs less.
/// </param>
internal readonly record struct Phone(Phoneme Phoneme, bool IsStressed, double Stretch);
