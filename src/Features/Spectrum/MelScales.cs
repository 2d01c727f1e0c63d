namespace Hares.Features.Spectrum;

/// <summary>Hertz to mels and back.</summary>
internal static class MelScales
{
    // Slaney: 200/3 Hz a mel up to 1 kHz (15 mels), then 27 mels for each factor of 6.4.
    private const double SlaneyBreakHz = 1000;
    private const double SlaneyHzPerMel = 200.0 / 3;
    private const double SlaneyBreakMel = SlaneyBreakHz / SlaneyHzPerMel;
    private static readonly double SlaneyLogStep = Math.Log(6.4) / 27;

    public static double ToMel(this MelScale scale, double hz) => scale switch
    {
        MelScale.Htk => 2595 * Math.Log10(1 + hz / 700),
        MelScale.Kaldi => 1127 * Math.Log(1 + hz / 700),
        _ when hz < SlaneyBreakHz => hz / SlaneyHzPerMel,
        _ => SlaneyBreakMel + Math.Log(hz / SlaneyBreakHz) / SlaneyLogStep,
    };

    public static double ToHz(this MelScale scale, double mel) => scale switch
    {
        MelScale.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        MelScale.Kaldi => 700 * (Math.Exp(mel / 1127) - 1),
        _ when mel < SlaneyBreakMel => mel * SlaneyHzPerMel,
        _ => SlaneyBreakHz * Math.Exp((mel - SlaneyBreakMel) * SlaneyLogStep),
    };
}
