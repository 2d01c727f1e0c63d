using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hares.Pipeline.Progress;

/// <summary>
/// A bar for every dataset and one for the probes (on a narrow terminal their numbers alone), and under them the figures of the whole run, redrawn in
/// place.
/// </summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider clock) : IProgressView
{
    private const int BarWidth = 24;
    private const int Gap = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public Task ShowAsync(Func<ProgressSnapshot> look, Task work) => console.Live(new Text("")).StartAsync(async context =>
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Interval, clock));
            context.UpdateTarget(Picture(look()));
        }
    });

    private Rows Picture(ProgressSnapshot snapshot)
    {
        List<BarLine> lines = [.. snapshot.Datasets.Select(dataset => new BarLine(dataset.Name, dataset.Settled, dataset.Planned))];
        if (snapshot.Probes > 0) lines.Add(new BarLine("probes", snapshot.ProbesDone, snapshot.Probes));
        var hasRoom = lines.Count == 0 || Width(lines) + BarWidth + Gap <= console.Profile.Width;
        var grid = new Grid();
        for (var column = 0; column < (hasRoom ? 4 : 3); column++) grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(Gap));
        foreach (var line in lines)
            grid.AddRow([new Text(line.Name), .. hasRoom ? [Bar(line)] : Array.Empty<IRenderable>(), Right(line.Share), Right(line.Counts)]);
        return new Rows(grid, new Text(ProgressLine.Clock(snapshot.Elapsed) + ProgressLine.Speed(snapshot)));
    }

    /// <summary>Columns that names and numbers take at their longest, when all is done: bars do not come and go.</summary>
    private static int Width(List<BarLine> lines)
    {
        var done = lines.ConvertAll(line => line with { Done = line.All });
        return done.Max(line => line.Name.Length) + done.Max(line => line.Share.Length) + done.Max(line => line.Counts.Length) + 3 * Gap;
    }

    private static Text Right(string text) => new Text(text).RightJustified();

    /// <summary>What is done and what is left differ by more than colour, which a terminal may not have.</summary>
    private static Markup Bar(BarLine line)
    {
        var filled = (int)(BarWidth * line.Done / line.All);
        return new Markup($"[yellow]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]");
    }
}
