using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;
using CachedStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Tests.Graph;

public sealed class SourceFilesTests : IDisposable
{
    private static readonly DateTime Later = new(2031, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly SourceFiles _files = new(Some.Dataset("tones", "train", "train", "test"), Serilog.Core.Logger.None);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_the_same_by_size_and_time_or_else_by_content()
    {
        var (kept, touched, changed) = (Clip("kept.wav", "one"), Clip("touched.wav", "two"), Clip("changed.wav", "three"));
        var (keptStamp, touchedStamp, changedStamp) = (Stamp(kept), Stamp(touched), Stamp(changed));
        File.SetLastWriteTimeUtc(touched.Path, Later);
        File.WriteAllText(changed.Path, "another");

        Assert.True(_files.IsSame(0, kept, keptStamp with { Audio = 0 }));
        Assert.True(_files.IsSame(1, touched, touchedStamp));
        Assert.False(_files.IsSame(2, changed, changedStamp));
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_the_same_even_as_nothing() =>
        Assert.False(_files.IsSame(0, new Clip("none.wav", _folder.File("none.wav")), default));

    [Fact]
    public void However_many_ask_for_a_clip_its_file_is_looked_at_and_hashed_once()
    {
        var (clip, touched) = (Clip("clip.wav", "one"), Clip("touched.wav", "two"));
        var (stamp, touchedStamp) = (Stamp(clip), Stamp(touched));
        File.SetLastWriteTimeUtc(touched.Path, Later);
        Assert.True(_files.IsSame(0, clip, stamp));
        Assert.True(_files.IsSame(1, touched, touchedStamp));

        File.Delete(clip.Path);
        File.Delete(touched.Path);

        Assert.True(_files.IsSame(0, clip, stamp));
        Assert.True(_files.IsSame(1, touched, touchedStamp));
        Assert.False(_files.IsSame(1, touched, touchedStamp with { Audio = 0 }));
    }

    [Fact]
    public void Stretches_of_one_file_share_one_look()
    {
        var whole = Clip("long.wav", "one");
        var stamp = Stamp(whole);
        Assert.True(_files.IsSame(0, whole with { Id = "long.wav#0+1", DurationSeconds = 1 }, stamp));

        File.Delete(whole.Path);

        Assert.True(_files.IsSame(1, whole with { Id = "long.wav#1+", StartSeconds = 1 }, stamp));
    }

    [Fact]
    public void A_stretch_that_moves_under_an_id_of_ones_own_is_not_the_same()
    {
        var clip = Clip("call-7", "one") with { StartSeconds = 1, DurationSeconds = 2 };
        var cached = ClipSource.Of(clip, Stamp(clip));

        Assert.True(_files.IsSame(0, clip, cached));
        Assert.True(_files.IsSame(1, clip, cached with { SizeBytes = 0 })); // by content
        Assert.False(_files.IsSame(0, clip with { StartSeconds = 1.5 }, cached));
        Assert.False(_files.IsSame(0, clip with { DurationSeconds = 1 }, cached));
        Assert.False(_files.IsSame(0, clip with { DurationSeconds = null }, cached));
        Assert.False(_files.IsSame(0, clip with { StartSeconds = 0, DurationSeconds = null }, cached));
    }

    [Fact]
    public void Of_a_mixed_view_both_files_are_looked_at_and_neither_may_take_the_others_place()
    {
        var (own, partner) = (Clip("own.wav", "one"), Clip("partner.wav", "other"));
        File.SetLastWriteTimeUtc(partner.Path, Later);
        var cached = MixedSource.Of(Stamp(own), Stamp(partner));

        Assert.True(_files.IsSame(0, own, 1, partner, cached));
        Assert.True(_files.IsSame(0, own, 1, partner, cached with { Audio = 0 })); // size and time say so
        Assert.True(_files.IsSame(0, own, 1, partner, cached with { SizeBytes = 0 })); // content does
        Assert.False(_files.IsSame(1, partner, 0, own, cached));
        Assert.False(_files.IsSame(0, own, 2, Clip("third.wav", "third"), cached));
        Assert.False(
            new SourceFiles(Some.Dataset("tones", "train", "train"), Serilog.Core.Logger.None)
                .IsSame(0, own, 1, new Clip("none.wav", _folder.File("none.wav")), cached));
    }

    [Fact]
    public void A_changed_partner_is_not_the_same()
    {
        var (own, partner) = (Clip("own.wav", "one"), Clip("partner.wav", "other"));
        var cached = MixedSource.Of(Stamp(own), Stamp(partner));

        File.WriteAllText(partner.Path, "OTHER");
        File.SetLastWriteTimeUtc(partner.Path, Later);

        Assert.False(_files.IsSame(0, own, 1, partner, cached));
    }

    private Clip Clip(string name, string content) => new(name, _folder.Write(name, content));

    private static CachedStamp Stamp(Clip clip)
    {
        var stamp = AudioFile.Stamp(clip.Path)!.Value;
        return new CachedStamp(AudioFile.Hash(clip.Path, TestContext.Current.CancellationToken)!.Value, stamp.SizeBytes, stamp.ModifiedUtcTicks);
    }
}
