using Hares.Ingest.Synthesis.Environment;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>A kind of place: what fills the air there, and what happens.</summary>
/// <param name="Label">As in the metadata.</param>
/// <param name="Bed">What is always heard, with its level in decibels, which differs from place to place.</param>
/// <param name="Events">What may be heard in ten seconds, with its level and how likely it is.</param>
internal sealed record Scene(string Label, (Texture Sound, double Decibels)[] Bed, (Texture Sound, double Decibels, double Chance)[] Events)
{
    /// <summary>The ten of the original. No sound belongs to one of them only.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("airport", [(Ventilation.Render, 0), (Murmur.Render, -4)],
            [(Announcement.Render, -2, 0.5), (Footsteps.Render, -6, 0.6), (Beeps.Render, -14, 0.3)]),
        new("bus", [(DieselEngine.Render, 0), (Traffic.Render, -12)],
            [(Murmur.Render, -10, 0.5), (Beeps.Render, -8, 0.4), (Squeal.Render, -14, 0.3)]),
        new("metro", [(Rails.Render, 0), (Ventilation.Render, -8)],
            [(Murmur.Render, -10, 0.5), (Announcement.Render, -8, 0.3), (Squeal.Render, -8, 0.3), (Beeps.Render, -10, 0.3)]),
        new("metro_station", [(Ventilation.Render, 0), (Rails.Render, -5)],
            [(Murmur.Render, -6, 0.6), (Announcement.Render, -3, 0.4), (Footsteps.Render, -4, 0.6), (Squeal.Render, -6, 0.3)]),
        new("park", [(Wind.Render, 0), (Traffic.Render, -14)],
            [(BirdSong.Render, -6, 0.8), (Footsteps.Render, -10, 0.3), (Murmur.Render, -12, 0.3), (Dog.Render, -10, 0.2)]),
        new("public_square", [(Traffic.Render, 0), (Murmur.Render, -3), (Wind.Render, -6)],
            [(Footsteps.Render, -6, 0.5), (BirdSong.Render, -12, 0.4), (CryingBaby.Render, -12, 0.2)]),
        new("shopping_mall", [(Murmur.Render, 0), (Ventilation.Render, -4)],
            [(Footsteps.Render, -6, 0.6), (Beeps.Render, -12, 0.4), (CryingBaby.Render, -10, 0.2), (Announcement.Render, -8, 0.2)]),
        new("street_pedestrian", [(Footsteps.Render, 0), (Murmur.Render, -2), (Traffic.Render, -6)],
            [(Dog.Render, -10, 0.2), (BirdSong.Render, -14, 0.3), (Wind.Render, -8, 0.3)]),
        new("street_traffic", [(Traffic.Render, 0), (DieselEngine.Render, -10)],
            [(Footsteps.Render, -12, 0.4), (Beeps.Render, -10, 0.2), (Squeal.Render, -10, 0.3), (Wind.Render, -8, 0.3)]),
        new("tram", [(Rails.Render, 0), (DieselEngine.Render, -10)],
            [(Squeal.Render, -3, 0.6), (Murmur.Render, -8, 0.6), (Announcement.Render, -6, 0.3), (Beeps.Render, -10, 0.4)]),
    ];
}
