using System.Text.RegularExpressions;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Runs;
using Spectre.Console;

namespace Hares.Pipeline.Tests.Progress;

public sealed partial class ProgressViewsTests : IDisposable
{
    private readonly StringWriter _written = new();

    public void Dispose() => _written.Dispose();

    [Theory]
    [InlineData("Auto", true, true, typeof(LiveProgress))]
    [InlineData("Auto", true, false, typeof(PlainProgress))] // as with TERM=dumb
    [InlineData("Auto", false, true, typeof(PlainProgress))]
    [InlineData("Plain", true, true, typeof(PlainProgress))]
    [InlineData("None", true, true, null)]
    public void Bars_are_for_terminals_that_can_redraw_them(string kind, bool isInteractive, bool hasAnsi, Type? expected)
    {
        var view = ProgressViews.For(Enum.Parse<ProgressKind>(kind), Terminal(isInteractive, hasAnsi), _written, TimeProvider.System);

        Assert.Equal(expected, view?.GetType());
    }

    [Fact]
    public async Task Bars_and_figures_fit_eighty_columns()
    {
        var lines = await ShownAsync(width: 80);

        Assert.Equal(
        [
            $"fluent-speech-commands  {new string('━', 18)}{new string('─', 6)}  75 %  1,500/2,000",
            $"audioset                {new string('─', 24)}   0 %  0/2,000,000",
            $"probes                  {new string('━', 6)}{new string('─', 18)}  25 %         3/12",
            "2:30; 1,234.5 clips/s, 1,234x real time, 27:00 left, limited by log-mel",
        ], lines[^4..]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Theory]
    [InlineData(44)]
    [InlineData(60)]
    public async Task On_a_narrow_terminal_there_are_no_bars_and_no_number_is_broken(int width)
    {
        var lines = await ShownAsync(width);

        Assert.Equal(
        [
            "fluent-speech-commands  75 %  1,500/2,000",
            "audioset                 0 %  0/2,000,000",
            "probes                  25 %         3/12",
        ], lines.SkipWhile(line => !line.StartsWith("fluent", StringComparison.Ordinal)).Take(3));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
    }

    /// <summary>What a terminal of so many columns gets to see in the end, without the escapes.</summary>
    private async Task<List<string>> ShownAsync(int width)
    {
        var done = new TaskCompletionSource();
        var console = Terminal(true, true);
        console.Profile.Width = width;
        var snapshot = new ProgressSnapshot
        {
            Elapsed = TimeSpan.FromSeconds(150),
            Datasets = [new("fluent-speech-commands", 1500, 2000), new("audioset", 0, 2_000_000)],
            ClipsPerSecond = 1234.5,
            RealTimeFactor = 1234,
            Left = TimeSpan.FromMinutes(27),
            Skipped = 0,
            Bottleneck = "log-mel",
            ProbesDone = 3,
            Probes = 12,
        };

        await new LiveProgress(console, TimeProvider.System).ShowAsync(Look, done.Task);

        return
        [
            .. Escapes()
                .Replace(_written.ToString(), "")
                .Split('\n', '\r')
                .Select(line => line.TrimEnd())
                .Where(line => line.Length > 0),
        ];

        ProgressSnapshot Look()
        {
            done.TrySetResult();
            return snapshot;
        }
    }

    private IAnsiConsole Terminal(bool isInteractive, bool hasAnsi)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasAnsi ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = isInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(_written),
        });
        console.Profile.Width = 80;
        return console;
    }

    [GeneratedRegex("\\u001b\\[[?0-9;]*[a-zA-Z]")]
    private static partial Regex Escapes();
}
