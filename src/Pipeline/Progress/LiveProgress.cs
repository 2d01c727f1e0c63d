using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hares.Pipeline.Progress;

/// <summary>A bar for every dataset and one for the probes, and under them the figures of the whole run, redrawn in place.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider clock) : IProgressView
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public Task ShowAsync(Func<ProgressSnapshot> look, Task work) => console.Live(new Text("")).StartAsync(async context =>
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Interval, clock));
            context.UpdateTarget(Picture(look()));
        }
    });

    private static Rows Picture(ProgressSnapshot snapshot)
    {
        var bars = new Grid().AddColumn(Column()).AddColumn(Column()).AddColumn(Column()).AddColumn(Column());
        foreach (var dataset in snapshot.Datasets) bars.AddRow(Bar(dataset.Name, dataset.Settled, dataset.Planned));
        if (snapshot.Probes > 0) bars.AddRow(Bar("probes", snapshot.ProbesDone, snapshot.Probes));
        return new Rows(bars, new Text(ProgressLine.Clock(snapshot.Elapsed) + ProgressLine.Speed(snapshot)));
    }

    private static GridColumn Column() => new GridColumn().NoWrap().PadLeft(0).PadRight(2);

    private static IRenderable[] Bar(string name, long done, long all)
    {
        var filled = (int)(BarWidth * done / all);
        return
        [
            new Text(name),
            new Markup($"[yellow]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/]"),
            new Text((done / (double)all).ToString("P0", CultureInfo.InvariantCulture)).RightJustified(),
            new Text(string.Create(CultureInfo.InvariantCulture, $"{done:N0}/{all:N0}")).RightJustified(),
        ];
    }
}
