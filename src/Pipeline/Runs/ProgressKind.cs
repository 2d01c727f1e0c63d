namespace Hares.Pipeline.Runs;

/// <summary>How a run shows how far it is.</summary>
internal enum ProgressKind
{
    /// <summary>Bars on a terminal, lines elsewhere.</summary>
    Auto,

    /// <summary>One line at intervals.</summary>
    Plain,

    /// <summary>Nothing.</summary>
    None,
}
