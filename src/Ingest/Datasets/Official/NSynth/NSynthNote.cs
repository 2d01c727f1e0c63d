using System.Globalization;

namespace Hares.Ingest.Datasets.Official.NSynth;

/// <summary>A note of examples.json.</summary>
/// <param name="Name">As in "bass_synthetic_068-049-025": family, source, instrument, pitch, velocity.</param>
/// <param name="Family">Its instrument's family, as a place among <see cref="NSynthNotes.Families"/>.</param>
/// <param name="Pitch">MIDI number.</param>
internal sealed record NSynthNote(string Name, int Family, int Pitch)
{
    /// <summary>Whether its name, where it has the usual form, tells another family or pitch.</summary>
    public bool ContradictsItsName =>
        Name.Split('-') is [var instrument, var pitch, _]
            && int.TryParse(pitch, NumberStyles.None, CultureInfo.InvariantCulture, out var midi)
        && (midi != Pitch || !instrument.StartsWith($"{NSynthNotes.Families[Family]}_", StringComparison.Ordinal));
}
