using System.Globalization;

namespace Hares.Pipeline.Progress;

/// <summary>The figures of a snapshot in words.</summary>
internal static class ProgressLine
{
    private const int MostDatasets = 3;

    /// <summary>All of it, for a log.</summary>
    public static string Of(ProgressSnapshot snapshot)
    {
        var done = snapshot.Datasets.Count <= MostDatasets ? Counts(snapshot.Datasets) : UnderWay(snapshot);
        var probes = snapshot.Probes == 0 ? "" : $"; probes {snapshot.ProbesDone}/{snapshot.Probes}";
        return $"{Clock(snapshot.Elapsed)}  {(done.Length > 0 ? done : "nothing to embed")}{probes}{Speed(snapshot)}";
    }

    /// <summary>Where there are too many datasets for a line: those begun and not finished, and the sum.</summary>
    private static string UnderWay(ProgressSnapshot snapshot)
    {
        var begun = Counts(snapshot.Datasets.Where(dataset => dataset.Settled > 0 && dataset.Settled < dataset.Planned).Take(MostDatasets));
        var finished = snapshot.Datasets.Count(dataset => dataset.Settled == dataset.Planned);
        return string.Create(CultureInfo.InvariantCulture,
            $"{begun}{(begun.Length > 0 ? "; " : "")}{finished} of {snapshot.Datasets.Count} datasets, "
            + $"{snapshot.Settled:N0}/{snapshot.Planned:N0} in all");
    }

    private static string Counts(IEnumerable<DatasetProgress> datasets) => string.Join(", ", datasets.Select(dataset =>
        string.Create(CultureInfo.InvariantCulture, $"{dataset.Name} {dataset.Settled:N0}/{dataset.Planned:N0}")));

    /// <summary>Rate, real-time factor, time left, the stage that limits, what was skipped.</summary>
    public static string Speed(ProgressSnapshot snapshot)
    {
        if (snapshot.Settled == 0) return "";
        var left = snapshot.Left is { } time && snapshot.Settled < snapshot.Planned ? $", {Clock(time)} left" : "";
        var bottleneck = snapshot.Bottleneck is { } stage && snapshot.Settled < snapshot.Planned ? $", limited by {stage}" : "";
        var skipped = snapshot.Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $", {snapshot.Skipped:N0} skipped") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; {snapshot.ClipsPerSecond:N1} clips/s, {snapshot.RealTimeFactor:N0}x real time{left}{bottleneck}{skipped}");
    }

    /// <summary>Minutes and seconds, and hours where there are any.</summary>
    public static string Clock(TimeSpan time) =>
        time.TotalHours >= 1
            ? $"{(int)time.TotalHours}:{time:mm\\:ss}"
            : time.ToString("m\\:ss", CultureInfo.InvariantCulture);
}
