using System.Globalization;
using System.Text.RegularExpressions;

namespace Hares.Embed.Cache;

/// <summary>
/// The name of a part, which holds its checksum: a part and its checksum appear in the one step of a rename.
/// </summary>
/// <param name="Sequence">Order of writing; where two parts hold the same clip, the higher one counts.</param>
/// <param name="Revision">How often rows were taken out of the part; a higher revision replaces all lower ones of its sequence.</param>
/// <param name="Checksum">XxHash3 of the file's bytes.</param>
internal readonly partial record struct PartName(int Sequence, int Revision, ulong Checksum)
{
    public static bool TryParse(string fileName, out PartName name)
    {
        var match = Pattern().Match(fileName);
        name = default;
        if (!match.Success
            || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)) return false;
        name = new(sequence, revision, ulong.Parse(match.Groups[3].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"part-{Sequence:D6}-{Revision}-{Checksum:x16}.parquet");

    [GeneratedRegex(@"\Apart-(\d{6,10})-(\d{1,10})-([0-9a-f]{16})\.parquet\z")]
    private static partial Regex Pattern();
}
