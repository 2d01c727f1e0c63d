namespace Hares.Features;

/// <summary>Height of the mel triangles.</summary>
public enum MelNorm
{
    /// <summary>Every triangle peaks at 1.</summary>
    None,

    /// <summary>Every triangle has unit area over hertz: divided by half its width.</summary>
    Slaney,
}
