using Hares.Ingest.Synthesis.Notes;

namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>The instruments that songs are played on.</summary>
internal static class Band
{
    public static Instrument Guitar { get; } = Plucked("guitar", new(0.65, 0.8), new(0.25, 0.5), new(180, 600));

    public static Instrument Harpsichord { get; } = Plucked("harpsichord", new(0.88, 0.97), new(0.15, 0.3), new(2000, 3500));

    public static Instrument Harp { get; } = Plucked("harp", new(0.4, 0.6), new(0.4, 0.8), new(300, 900));

    public static Instrument Piano { get; } = Plucked("piano", new(0.5, 0.65), new(0.4, 0.9), new(400, 1200));

    public static Instrument Sitar { get; } = Plucked("sitar", new(0.9, 0.98), new(0.3, 0.7), new(1200, 2500)) with { VibratoCents = new(15, 40) };

    public static Instrument Distorted { get; } = Held("distorted guitar", new(0.85, 0.95), new(0.003, 0.01), new(900, 2500));

    public static Instrument Violin { get; } = Held("violin", new(0.82, 0.92), new(0.05, 0.12), new(2200, 3800)) with
    {
        VibratoCents = new(12, 30),
        Noise = new(0.04, 0.1)
    };

    public static Instrument Cello { get; } = Held("cello", new(0.78, 0.88), new(0.06, 0.14), new(400, 1100)) with
    {
        VibratoCents = new(10, 22),
        Noise = new(0.04, 0.1)
    };

    public static Instrument Flute { get; } = Held("flute", new(0.2, 0.4), new(0.04, 0.1), new(600, 1500)) with
    {
        VibratoCents = new(5, 20),
        Noise = new(0.15, 0.35)
    };

    public static Instrument Pad { get; } = Held("pad", new(0.4, 0.7), new(0.4, 1.2), new(300, 1200)) with { VibratoCents = new(5, 15) };

    public static Instrument Lead { get; } = Held("lead", new(0.9, 0.98), new(0.002, 0.01), new(800, 3000));

    public static Instrument Bass { get; } = Plucked("bass", new(0.5, 0.75), new(0.25, 0.6), new(80, 250));

    private static Instrument Plucked(string name, ValueRange ratio, ValueRange halfLife, ValueRange body) =>
        new(name) { PartialRatio = ratio, AttackSeconds = new(0.002, 0.008), HalfLifeSeconds = halfLife, BodyHz = body, Noise = default };

    private static Instrument Held(string name, ValueRange ratio, ValueRange attack, ValueRange body) =>
        new(name) { PartialRatio = ratio, AttackSeconds = attack, HalfLifeSeconds = new(3, 9), BodyHz = body, Noise = default };
}
