namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>What the drums of a song do.</summary>
internal enum Beat
{
    None,

    /// <summary>A bass drum on every beat, a hi-hat between.</summary>
    Four,

    /// <summary>Bass drum, snare drum, bass drum, snare drum; a hi-hat on every eighth.</summary>
    Back,

    /// <summary>A bass drum on every eighth.</summary>
    Double,

    /// <summary>Hand drums at odd places.</summary>
    Hands,
}
