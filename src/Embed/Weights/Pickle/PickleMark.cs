namespace Hares.Embed.Weights.Pickle;

/// <summary>Lies on the stack where a tuple's or a list's values begin.</summary>
internal sealed class PickleMark
{
    public static readonly PickleMark Instance = new();

    private PickleMark()
    {
    }
}
