namespace Hares.Features;

/// <summary>How band power x becomes a level, given a floor.</summary>
public enum Compression
{
    /// <summary>ln(x + floor).</summary>
    LogOfSum,

    /// <summary>ln(max(x, floor)).</summary>
    LogOfMax,

    /// <summary>10 log10(max(x, floor)).</summary>
    Decibels,
}
