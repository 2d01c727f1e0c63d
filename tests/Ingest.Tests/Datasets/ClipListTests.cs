using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;

namespace Hares.Ingest.Tests.Datasets;

public sealed class ClipListTests
{
    [Fact]
    public void Clips_are_as_they_were_added_whichever_kind_comes_first()
    {
        Clip[] expected =
        [
            new("a.wav", "/root/a.wav"),
            new("a.wav#1+2", "/root/a.wav", 1, 2),
            new("name", "/root/b/c.wav"),
            new("d.wav#3+", "/root/d.wav", 3),
            new("e.wav", "/root/e.wav"),
        ];
        foreach (var order in new[] { expected, [.. expected.Reverse()] })
        {
            var clips = new ClipList("/root");
            foreach (var clip in order)
                Assert.True(clips.TryAdd(clip.Id, Path.GetRelativePath("/root", clip.Path), clip.StartSeconds, clip.DurationSeconds, out _));

            Assert.Equal(order, clips);
            Assert.Equal(order, Enumerable.Range(0, clips.Count).Select(index => clips[index]));
        }
    }

    [Fact]
    public void An_id_is_added_once()
    {
        var clips = new ClipList("/root");

        Assert.True(clips.TryAdd("a.wav"));
        Assert.False(clips.TryAdd("a.wav", "b.wav", 1, 2, out var place));

        Assert.Equal(0, place);
        Assert.Equal([new Clip("a.wav", "/root/a.wav")], clips);
    }
}
