using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Quick;

namespace Hares.Probe.Tests.Protocols.Quick;

public class SharedModelsTests
{
    private readonly SharedModels _shared = new();
    private int _trained;

    [Fact]
    public void Models_of_the_same_clips_are_trained_once_for_two_uses()
    {
        var first = Of(1, 2, 3);

        Assert.Same(first, Of(1, 2, 3));
        Assert.Equal(1, _trained);
    }

    [Fact]
    public void A_third_use_trains_anew_for_nothing_is_kept_longer()
    {
        Of(1, 2);
        Of(1, 2);
        Of(1, 2);

        Assert.Equal(2, _trained);
    }

    [Fact]
    public void Other_clips_have_other_models()
    {
        Assert.NotSame(Of(1, 2), Of(1, 3));
        Assert.NotSame(Of(1), Of(1, 2, 3));
        Assert.Equal(4, _trained);
    }

    private ProbeModel[][] Of(params int[] clips) => _shared.Of(clips, () =>
    {
        _trained++;
        return [[]];
    });
}
