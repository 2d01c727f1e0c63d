using System.Globalization;

namespace Hares.Pipeline.Progress;

/// <summary>What a bar shows: so many of all are done.</summary>
internal sealed record BarLine(string Name, long Done, long All)
{
    /// <summary>"75 %".</summary>
    public string Share => (Done / (double)All).ToString("P0", CultureInfo.InvariantCulture);

    /// <summary>"1,500/2,000".</summary>
    public string Counts => string.Create(CultureInfo.InvariantCulture, $"{Done:N0}/{All:N0}");
}
