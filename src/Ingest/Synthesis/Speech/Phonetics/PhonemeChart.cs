using System.Collections.Frozen;
using static Hares.Ingest.Synthesis.Speech.Phonetics.Manner;

namespace Hares.Ingest.Synthesis.Speech.Phonetics;

/// <summary>
/// The sounds that the synthetic languages are made of. Formants follow the means for men in Peterson and Barney, "Control methods used in a study
/// of the vowels" (1952), and textbook values for what English lacks; loci and noises follow Klatt, "Software for a cascade/parallel formant
/// synthesizer" (1980), rounded.
/// </summary>
internal static class PhonemeChart
{
    private static readonly FrozenDictionary<char, Phoneme> BySymbol = new Phoneme[]
    {
        new('i', Vowel, 280, 2250, 2950, 0.12),
        new('ɪ', Vowel, 400, 1970, 2550, 0.09),
        new('e', Vowel, 400, 2100, 2700, 0.12),
        new('ɛ', Vowel, 540, 1830, 2480, 0.11),
        new('æ', Vowel, 670, 1720, 2410, 0.15),
        new('a', Vowel, 750, 1350, 2500, 0.13),
        new('ɑ', Vowel, 720, 1090, 2440, 0.15),
        new('ɔ', Vowel, 570, 850, 2410, 0.14),
        new('o', Vowel, 420, 780, 2400, 0.12),
        new('ʊ', Vowel, 440, 1020, 2240, 0.09),
        new('u', Vowel, 300, 850, 2240, 0.12),
        new('ʌ', Vowel, 640, 1190, 2390, 0.11),
        new('ə', Vowel, 500, 1450, 2450, 0.07),
        new('ɜ', Vowel, 480, 1330, 1690, 0.15),
        new('ɐ', Vowel, 620, 1300, 2450, 0.08),
        new('y', Vowel, 270, 1850, 2150, 0.12),
        new('ø', Vowel, 390, 1500, 2250, 0.12),
        new('œ', Vowel, 530, 1450, 2300, 0.11),
        new('ɨ', Vowel, 340, 1600, 2350, 0.10),
        new('ã', Vowel, 650, 1000, 2500, 0.14) { Nasality = 0.7 },
        new('ẽ', Vowel, 570, 1650, 2500, 0.14) { Nasality = 0.7 },
        new('õ', Vowel, 450, 800, 2400, 0.14) { Nasality = 0.7 },

        new('j', Approximant, 270, 2200, 2950, 0.06),
        new('w', Approximant, 300, 650, 2200, 0.06),
        new('ɹ', Approximant, 340, 1150, 1600, 0.07),
        new('l', Approximant, 350, 1150, 2700, 0.06),
        new('ʎ', Approximant, 300, 2000, 2800, 0.08),
        new('ɾ', Tap, 350, 1500, 2500, 0.025),
        new('r', Trill, 400, 1350, 2400, 0.08),

        new('m', Nasal, 260, 950, 2200, 0.07) { Nasality = 1 },
        new('n', Nasal, 260, 1500, 2550, 0.065) { Nasality = 1 },
        new('ɲ', Nasal, 260, 2100, 2800, 0.09) { Nasality = 1 },
        new('ŋ', Nasal, 260, 1900, 2300, 0.08) { Nasality = 1 },

        new('f', Fricative, 280, 1050, 2200, 0.10) { IsVoiced = false, Noise = 0.07, NoiseHz = 5000, NoiseBandwidthHz = 6000 },
        new('v', Fricative, 260, 1050, 2200, 0.06) { Noise = 0.025, NoiseHz = 5000, NoiseBandwidthHz = 6000 },
        new('θ', Fricative, 280, 1400, 2600, 0.09) { IsVoiced = false, Noise = 0.06, NoiseHz = 6000, NoiseBandwidthHz = 4000 },
        new('ð', Fricative, 270, 1400, 2600, 0.05) { Noise = 0.02, NoiseHz = 6000, NoiseBandwidthHz = 4000 },
        new('s', Fricative, 280, 1700, 2600, 0.11) { IsVoiced = false, Noise = 0.28, NoiseHz = 5900, NoiseBandwidthHz = 1500 },
        new('z', Fricative, 260, 1700, 2600, 0.08) { Noise = 0.13, NoiseHz = 5900, NoiseBandwidthHz = 1500 },
        new('ʃ', Fricative, 280, 1850, 2500, 0.11) { IsVoiced = false, Noise = 0.34, NoiseHz = 2900, NoiseBandwidthHz = 1000 },
        new('ʒ', Fricative, 260, 1850, 2500, 0.08) { Noise = 0.16, NoiseHz = 2900, NoiseBandwidthHz = 1000 },
        new('ç', Fricative, 280, 2150, 2900, 0.09) { IsVoiced = false, Noise = 0.18, NoiseHz = 3700, NoiseBandwidthHz = 1200 },
        new('x', Fricative, 350, 1250, 2400, 0.09) { IsVoiced = false, Noise = 0.18, NoiseHz = 1500, NoiseBandwidthHz = 600 },
        new('ʁ', Fricative, 430, 1150, 2450, 0.06) { Noise = 0.08, NoiseHz = 1250, NoiseBandwidthHz = 500 },
        new('h', Fricative, 0, 0, 0, 0.06) { IsVoiced = false },

        new('p', Stop, 250, 850, 2150, 0.085) { IsVoiced = false, Noise = 0.20, NoiseHz = 800, NoiseBandwidthHz = 1500 },
        new('b', Stop, 230, 850, 2150, 0.07) { Noise = 0.15, NoiseHz = 800, NoiseBandwidthHz = 1500 },
        new('t', Stop, 250, 1750, 2650, 0.075) { IsVoiced = false, Noise = 0.35, NoiseHz = 4300, NoiseBandwidthHz = 2000 },
        new('d', Stop, 230, 1750, 2650, 0.06) { Noise = 0.25, NoiseHz = 4300, NoiseBandwidthHz = 2000 },
        new('k', Stop, 270, 1900, 2300, 0.08) { IsVoiced = false, Noise = 0.35, NoiseHz = 1900, NoiseBandwidthHz = 600 },
        new('g', Stop, 240, 1900, 2300, 0.065) { Noise = 0.28, NoiseHz = 1900, NoiseBandwidthHz = 600 },

        new('|', Pause, 0, 0, 0, 0.22) { IsVoiced = false },
    }.ToFrozenDictionary(phoneme => phoneme.Symbol);

    /// <summary>The sound a letter stands for.</summary>
    /// <exception cref="KeyNotFoundException">No sound is written so.</exception>
    public static Phoneme Find(char symbol) =>
        BySymbol.TryGetValue(symbol, out var phoneme) ? phoneme : throw new KeyNotFoundException($"No phoneme is written '{symbol}'.");
}
