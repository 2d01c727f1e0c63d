namespace Hares.Pipeline.Progress;

/// <summary>One line at intervals, for logs and pipes.</summary>
internal sealed class PlainProgress(TextWriter output, TimeSpan interval, TimeProvider clock) : IProgressView
{
    public async Task ShowAsync(Func<ProgressSnapshot> look, Task work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(interval, clock));
            await output.WriteLineAsync(ProgressLine.Of(look()));
        }
    }
}
