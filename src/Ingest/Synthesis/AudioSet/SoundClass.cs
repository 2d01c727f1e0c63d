using Hares.Ingest.Synthesis.Environment;

namespace Hares.Ingest.Synthesis.AudioSet;

/// <summary>A class of AudioSet's ontology.</summary>
/// <param name="Mid">Its identifier, as in "/m/0bt9lr".</param>
/// <param name="DisplayName">Its name.</param>
internal sealed record SoundClass(string Mid, string DisplayName)
{
    /// <summary>What it sounds like; null for one that stands above others.</summary>
    public Texture? Sound { get; init; }

    /// <summary>The class above it, which a clip has as well; null where there is none here.</summary>
    public string? Above { get; init; }

    /// <summary>Fifteen of the 527, in the order of their indices there.</summary>
    public static IReadOnlyList<SoundClass> All { get; } =
    [
        new("/t/dd00002", "Baby cry, infant cry") { Sound = CryingBaby.Render },
        new("/m/01hsr_", "Sneeze") { Sound = Sneezing.Render },
        new("/m/0jbk", "Animal"),
        new("/m/0bt9lr", "Dog") { Sound = Dog.Render, Above = "/m/0jbk" },
        new("/m/09b5t", "Chicken, rooster") { Sound = Rooster.Render, Above = "/m/0jbk" },
        new("/m/015p6", "Bird") { Sound = BirdSong.Render, Above = "/m/0jbk" },
        new("/m/09xqv", "Cricket") { Sound = Insects.Render, Above = "/m/0jbk" },
        new("/m/03m9d0z", "Wind") { Sound = Wind.Render },
        new("/m/06mb1", "Rain") { Sound = Rain.Render },
        new("/m/034srq", "Waves, surf") { Sound = SeaWaves.Render },
        new("/m/02_41", "Fire") { Sound = CracklingFire.Render },
        new("/m/09ct_", "Helicopter") { Sound = Helicopter.Render },
        new("/m/01j4z9", "Chainsaw") { Sound = Chainsaw.Render },
        new("/m/03kmc9", "Siren") { Sound = Siren.Render },
        new("/m/07qjznl", "Tick-tock") { Sound = ClockTick.Render },
    ];
}
