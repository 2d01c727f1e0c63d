using Hares.Ingest.Synthesis.Speech.Languages;

namespace Hares.Ingest.Synthesis.Speech.VoxForge;

/// <summary>
/// Who sends recordings in. The split is made from the names alone, sorted and shuffled with a fixed seed (see TensorFlow Datasets' VoxForge), so
/// these are chosen to leave six or seven speakers of each language for training and two for testing.
/// </summary>
internal static class Community
{
    /// <summary>All who give no name count as one speaker, in whatever language.</summary>
    public const string Anonymous = "anonymous";

    public static IReadOnlyList<(Language Language, IReadOnlyList<string> Members)> All { get; } =
    [
        (LanguageAtlas.German, ["anke", "heiko", "inga", "jochen", "lutz", "manfred", "nadine", "timo", "ulf", Anonymous]),
        (LanguageAtlas.English, ["brad", "cindy", "frank", "hank", "kelly", "liam", "ned", "oscar", "paige", Anonymous]),
        (LanguageAtlas.Spanish, ["carlos", "felipe", "lola", "nuria", "pilar", "quique", "sancho", "teo", "ximena", Anonymous]),
        (LanguageAtlas.French, ["benoit", "chloe", "fabrice", "gaelle", "jeanne", "lucie", "mathieu", "pascal", "remi", Anonymous]),
        (LanguageAtlas.Italian, ["elisa", "gianna", "luca", "marta", "nicola", "renzo", "silvia", "tiziano", "ugo", Anonymous]),
        (LanguageAtlas.Russian, ["aleksei", "egor", "nikita", "oleg", "polina", "roman", "sveta", "vadim", "yura", Anonymous]),
    ];
}
