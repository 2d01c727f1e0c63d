using Hares.Probe.Protocols;

namespace Hares.Probe.Tests.Protocols;

public class LinkTests
{
    private static readonly float[] Logits = [0.3f, -2, 1.5f, 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mixed_truth_gives_the_mixed_loss_and_slope(bool multiLabel)
    {
        const float share = 0.7f;
        int[] own = multiLabel ? [0, 2] : [0], others = multiLabel ? [2, 3] : [3];
        var (ownLoss, ownSlope) = Loss(own, own, 1);
        var (otherLoss, otherSlope) = Loss(others, others, 1);

        var (loss, slope) = Loss(own, others, share);

        Assert.Equal((share * ownLoss) + ((1 - share) * otherLoss), loss, 1e-6);
        for (int k = 0; k < Logits.Length; k++) Assert.Equal((share * ownSlope[k]) + ((1 - share) * otherSlope[k]), slope[k], 1e-6);

        (double Loss, float[] Slope) Loss(int[] positives, int[] partners, float partOfOwn)
        {
            float[] logits = [.. Logits];
            return (Link.ToResiduals(logits, positives, partners, partOfOwn, multiLabel, new float[Logits.Length]), logits);
        }
    }

    [Fact]
    public void Margins_stay_as_they_are()
    {
        float[] outputs = [.. Logits];
        Link.ToScores(outputs, OutputScale.Margin);
        Assert.Equal(Logits, outputs);
    }
}
