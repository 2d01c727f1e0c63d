using Hares.Ingest.Datasets;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Tasks;

public class MixingPartnersTests
{
    private const int Views = 40;

    private static readonly string[] Split = ["train", "test", "train", "valid", "train", "test", "train", "valid"];

    [Fact]
    public void A_partner_is_another_training_clip_and_every_other_one_has_its_turn()
    {
        var partners = Of(Some.Dataset("tones", Split));

        foreach (var clip in new[] { 0, 2, 4, 6 })
            Assert.Equal(new[] { 0, 2, 4, 6 }.Except([clip]), Drawn(partners, clip).Select(partner => partner.Clip).Distinct().Order());
    }

    [Fact]
    public void Of_folds_a_partner_is_always_of_the_clips_own()
    {
        var dataset = Some.Dataset("tones", "1", "2", "3", "1", "2", "3", "1", "2");

        var partners = Of(dataset);

        for (var clip = 0; clip < 8; clip++)
            Assert.All(
                Drawn(partners, clip),
                partner => Assert.Equal((dataset.Partitions[clip], true), (dataset.Partitions[partner.Clip], partner.Clip != clip)));
    }

    [Fact]
    public void A_clip_without_others_is_mixed_with_itself() =>
        Assert.All(Drawn(Of(Some.Dataset("tones", "test", "train", "valid")), 1), partner => Assert.Equal(1, partner.Clip));

    [Fact]
    public void Partners_follow_from_seed_and_list_and_neither_from_their_order_nor_from_what_was_asked_before()
    {
        var dataset = Some.Dataset("tones", Split);
        var first = Drawn(Of(dataset), 2);

        var reversed = new MixingPartners(dataset, [6, 4, 2, 0], seed: 0);
        var again = Enumerable.Range(1, Views).Reverse().Select(view => reversed.Of(2, view)).Reverse();

        Assert.Equal(first, again);
        Assert.NotEqual(first, Drawn(new MixingPartners(dataset, [0, 2, 4, 6], seed: 1), 2));
    }

    [Fact]
    public void The_list_has_another_name_when_a_training_clip_comes_or_goes_and_no_other_when_a_test_clip_does()
    {
        var name = Of(Some.Dataset("tones", Split)).ListHash;

        Assert.Equal(8, name.Length);
        Assert.Equal(name, Of(Some.Dataset("tones", [.. Split, "test"])).ListHash);
        Assert.NotEqual(name, Of(Some.Dataset("tones", [.. Split, "train"])).ListHash);
        Assert.NotEqual(name, Of(Some.Dataset("tones", ["test", .. Split[1..]])).ListHash);
        Assert.NotEqual(Of(Some.Dataset("tones", "1", "1", "2", "2")).ListHash, Of(Some.Dataset("tones", "1", "2", "1", "2")).ListHash);
    }

    private static MixingPartners Of(Dataset dataset) => new(
        dataset, Enumerable.Range(0, dataset.Clips.Count).Where(clip => dataset.HasFolds || dataset.Partitions[clip] == "train"), seed: 0);

    private static IReadOnlyList<(int Clip, float Share)> Drawn(MixingPartners partners, int clip) =>
        [.. Enumerable.Range(1, Views).Select(view => partners.Of(clip, view))];
}
