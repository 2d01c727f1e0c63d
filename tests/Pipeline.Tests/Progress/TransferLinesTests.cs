using Hares.Ingest.Download;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Progress;

public sealed class TransferLinesTests
{
    private readonly StringWriter _written = new();
    private readonly SetClock _clock = new();

    [Fact]
    public void A_line_says_how_much_how_fast_and_how_long_still()
    {
        var lines = new TransferLines(_written, TimeSpan.FromSeconds(5), _clock);
        lines.Show("esc-50", new TransferProgress("a.zip", 100_000_000, 600_000_000));
        _clock.Seconds = 4;
        lines.Show("esc-50", new TransferProgress("a.zip", 180_000_000, 600_000_000));
        _clock.Seconds = 10;
        lines.Show("esc-50", new TransferProgress("a.zip", 300_000_000, 600_000_000));

        Assert.Equal($"0:10  esc-50 a.zip 300.0 of 600.0 MB; 20.0 MB/s, 0:15 left{Environment.NewLine}", _written.ToString());
    }

    [Fact]
    public void Another_file_begins_anew_and_an_unknown_size_is_not_guessed()
    {
        var lines = new TransferLines(_written, TimeSpan.FromSeconds(5), _clock);
        lines.Show("voxforge", new TransferProgress("a", 900_000_000, 1_000_000_000));
        _clock.Seconds = 50;
        lines.Show("voxforge", new TransferProgress("1 of 20", 1_000_000, null));
        _clock.Seconds = 3_660;
        lines.Show("voxforge", new TransferProgress("20 of 20", 3_611_000_000, null));

        Assert.Equal($"1:01:00  voxforge 20 of 20 3,611.0 MB; 1.0 MB/s{Environment.NewLine}", _written.ToString());
    }
}
