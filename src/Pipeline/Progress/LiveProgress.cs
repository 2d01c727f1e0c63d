using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hares.Pipeline.Progress;

/// <summary>A bar for every dataset and one for the probes, redrawn in place.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider clock) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public Task ShowAsync(Func<ProgressSnapshot> look, Task work)
    {
        var speed = new SpeedColumn();
        var columns = new ProgressColumn[] { new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), speed };
        return console.Progress().AutoClear(false).Columns(columns).StartAsync(async context =>
        {
            var bars = new Dictionary<string, ProgressTask>();
            while (!work.IsCompleted)
            {
                await Task.WhenAny(work, Task.Delay(Interval, clock));
                var snapshot = look();
                foreach (var dataset in snapshot.Datasets) Draw(dataset.Name, dataset.Settled, dataset.Planned);
                if (snapshot.Probes > 0) Draw("probes", snapshot.ProbesDone, snapshot.Probes);
                speed.Text = ProgressLine.Speed(snapshot).TrimStart(';', ' ');
            }

            void Draw(string name, long done, long all)
            {
                if (!bars.TryGetValue(name, out var bar)) bars.Add(name, bar = context.AddTask(Markup.Escape(name), maxValue: all));
                bar.Value = done;
            }
        });
    }

    /// <summary>The figures of the whole run, beside the first bar.</summary>
    private sealed class SpeedColumn : ProgressColumn
    {
        public string Text { get; set; } = "";

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.Id == 0 ? Text : "");
    }
}
