namespace Hares.Ingest.Synthesis.Speech.Phonetics;

/// <summary>
/// Reads a small part of the International Phonetic Alphabet, one letter a sound: <c>ˈ</c> stresses the vowel that comes next, <c>ː</c> lengthens the
/// sound before it, <c>ʲ</c> palatalises it, <c>|</c> is a pause, and spaces mean nothing.
/// </summary>
internal static class Transcription
{
    private const double Long = 1.6;
    private const double DiphthongHalf = 0.65;
    private const double Palatalisation = 0.5;

    public static IReadOnlyList<Phone> Parse(string ipa)
    {
        var phones = new List<Phone>(ipa.Length);
        var stress = false;
        foreach (var letter in ipa)
        {
            switch (letter)
            {
                case ' ': break;
                case 'ˈ': stress = true; break;
                case 'ː': phones[^1] = phones[^1] with { Stretch = Long }; break;
                case 'ʲ': phones.Add(new Phone(PhonemeChart.Find('j'), false, Palatalisation)); break;
                default: Append(phones, PhonemeChart.Find(letter), ref stress); break;
            }
        }
        return phones;
    }

    private static void Append(List<Phone> phones, Phoneme phoneme, ref bool stress)
    {
        var isVowel = phoneme.Manner == Manner.Vowel;
        var endsDiphthong = isVowel && phones.Count > 0 && phones[^1].Phoneme.Manner == Manner.Vowel;
        if (endsDiphthong) phones[^1] = phones[^1] with { Stretch = DiphthongHalf };
        phones.Add(new Phone(phoneme, isVowel && stress, endsDiphthong ? DiphthongHalf : 1));
        if (isVowel) stress = false;
    }
}
