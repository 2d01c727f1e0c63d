using System.Globalization;
using Hares.Ingest.Download;

namespace Hares.Pipeline.Progress;

/// <summary>How far a download is, in a line at intervals like those of a run. May be told from several threads.</summary>
internal sealed class TransferLines(TextWriter output, TimeSpan interval, TimeProvider clock)
{
    private const double BytesPerMegabyte = 1e6;

    private readonly Lock _lock = new();
    private readonly long _started = clock.GetTimestamp();
    private long _shownAt = clock.GetTimestamp();
    private TransferProgress _shown;

    public void Show(string dataset, TransferProgress progress)
    {
        lock (_lock)
        {
            if (progress.TotalBytes != _shown.TotalBytes || progress.Bytes < _shown.Bytes)
            {
                (_shown, _shownAt) = (progress, clock.GetTimestamp()); // another file
                return;
            }
            var since = clock.GetElapsedTime(_shownAt);
            if (since < interval) return;
            var elapsed = ProgressLine.Clock(clock.GetElapsedTime(_started));
            output.WriteLine($"{elapsed}  {dataset} {Line(progress, (progress.Bytes - _shown.Bytes) / since.TotalSeconds)}");
            (_shown, _shownAt) = (progress, clock.GetTimestamp());
        }
    }

    private static string Line(TransferProgress progress, double bytesPerSecond)
    {
        var total = progress.TotalBytes is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all / BytesPerMegabyte:N1}") : "";
        var left = progress.TotalBytes is { } whole && bytesPerSecond > 0
            ? $", {ProgressLine.Clock(TimeSpan.FromSeconds((whole - progress.Bytes) / bytesPerSecond))} left"
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{progress.Name} {progress.Bytes / BytesPerMegabyte:N1}{total} MB; {bytesPerSecond / BytesPerMegabyte:N1} MB/s{left}");
    }
}
