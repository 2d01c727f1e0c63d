namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>Who sings in a song.</summary>
internal enum Singing
{
    Nobody,
    AMan,
    AWoman,
    AChoir,
}
