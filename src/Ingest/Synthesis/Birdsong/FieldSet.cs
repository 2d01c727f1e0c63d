using System.Globalization;
using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;

namespace Hares.Ingest.Synthesis.Birdsong;

/// <summary>One of the three sets: who recorded, where, and what else is heard there.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Labels">Name of its label file, as published.</param>
/// <param name="Item">Names an item by its number, in the manner of the set; two numbers never get one name.</param>
internal sealed record FieldSet(string Name, string Labels, Func<int, SeededRandom, string> Item)
{
    private const string Digits = "0123456789";
    private const string Hex = "0123456789abcdef";

    /// <summary>Share of the items with a bird.</summary>
    public required double Birds { get; init; }

    /// <summary>How loud birds are against everything else, in decibels.</summary>
    public required (double Min, double Max) BirdDecibels { get; init; }

    /// <summary>What is always there.</summary>
    public required IReadOnlyList<Texture> Beds { get; init; }

    /// <summary>What may happen, with a bird or without.</summary>
    public required IReadOnlyList<Texture> Events { get; init; }

    /// <summary>Flight calls at night; the whole world; gardens and telephones.</summary>
    public static IReadOnlyList<FieldSet> All { get; } =
    [
        new("BirdVox-DCASE-20k", "BirdVoxDCASE20k_csvpublic.csv", (_, random) => $"{Uuid(random)}-{random.Text(Hex, 12)}")
        {
            Birds = 0.5, BirdDecibels = (-18, 2),
            Beds = [Insects.Render, Wind.Render, Rain.Render], Events = [Insects.Render, Squeal.Render, Helicopter.Render, ClockTick.Render],
        },
        new("ff1010bird", "ff1010bird_metadata_2018.csv",
            (number, random) => string.Create(CultureInfo.InvariantCulture, $"{number + 100}{random.Text(Digits, 3)}"))
        {
            Birds = 0.25, BirdDecibels = (-16, 4),
            Beds = [Wind.Render, Rain.Render, SeaWaves.Render, CracklingFire.Render, Helicopter.Render, Chainsaw.Render],
            Events = [Dog.Render, Squeal.Render, Beeps.Render, Sneezing.Render, ClockTick.Render, Rooster.Render, Insects.Render],
        },
        new("warblrb10k", "warblrb10k_public_metadata_2018.csv", (_, random) => Uuid(random))
        {
            Birds = 0.75, BirdDecibels = (-16, 4),
            Beds = [Wind.Render, Wind.Render, Rain.Render],
            Events = [Dog.Render, CryingBaby.Render, Beeps.Render, Squeal.Render, Insects.Render, Sneezing.Render],
        },
    ];
    /// <summary>An identifier without its last group of digits.</summary>
    private static string Uuid(SeededRandom random) =>
        $"{random.Text(Hex, 8)}-{random.Text(Hex, 4)}-4{random.Text(Hex, 3)}-{random.Text("89ab", 1)}{random.Text(Hex, 3)}";
}
