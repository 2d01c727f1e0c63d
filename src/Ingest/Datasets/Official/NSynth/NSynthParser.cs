using System.Text;
using System.Text.Json;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.NSynth;

/// <summary>Turns the tokens of an examples.json into notes: an object of notes by name, each an object of which two numbers matter.</summary>
internal sealed class NSynthParser(MetadataFaults faults)
{
    private const int NoteDepth = 1, PropertyDepth = 2;

    private readonly HashSet<string> _names = [];
    private string _name = "";
    private int? _family, _pitch;
    private Property _property;

    private enum Property { Other, Family, Pitch }

    public List<NSynthNote> Notes { get; } = [];

    /// <summary>Takes the next token.</summary>
    public void Take(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            faults.Add(0, "must be an object of notes by name.");
        else if (reader.CurrentDepth == NoteDepth) TakeNote(ref reader);
        else if (reader.CurrentDepth == PropertyDepth) TakeProperty(ref reader);
    }

    private void TakeNote(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _name = reader.ValueIsEscaped ? "" : Encoding.UTF8.GetString(reader.ValueSpan);
            if (_name.Contains('/') || ClipPath.Fault(_name) is not null)
                faults.Add(0, $"has a note of the name \"{_name}\", which is no file name.");
            else if (!_names.Add(_name)) faults.Add(0, $"repeats the note \"{_name}\".");
        }
        else if (reader.TokenType == JsonTokenType.StartObject) (_family, _pitch, _property) = (null, null, Property.Other);
        else if (reader.TokenType == JsonTokenType.EndObject) EndNote();
        else faults.Add(0, $"has the note \"{_name}\" without an object of properties.");
    }

    private void TakeProperty(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _property = reader.ValueTextEquals("instrument_family"u8) ? Property.Family
                : reader.ValueTextEquals("pitch"u8) ? Property.Pitch
                : Property.Other;
            return;
        }
        int? value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
        if (_property == Property.Family) _family = value;
        else if (_property == Property.Pitch) _pitch = value;
    }

    private void EndNote()
    {
        if (_family is >= 0 and var family && family < NSynthNotes.Families.Count && _pitch is >= 0 and < NSynthNotes.Pitches and var pitch)
            Notes.Add(new NSynthNote(_name, family, pitch));
        else
            faults.Add(
                0,
                $"must give the note \"{_name}\" an instrument_family from 0 to {NSynthNotes.Families.Count - 1} "
                + $"and a pitch from 0 to {NSynthNotes.Pitches - 1}.");
    }
}
