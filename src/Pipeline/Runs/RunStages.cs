namespace Hares.Pipeline.Runs;

/// <summary>Which halves of a run are wanted.</summary>
[Flags]
internal enum RunStages
{
    Embed = 1,
    Probe = 2,
    EmbedAndProbe = Embed | Probe,
}
