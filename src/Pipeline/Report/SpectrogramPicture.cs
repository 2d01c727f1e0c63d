using System.Globalization;
using Hares.Features;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Hares.Pipeline.Report;

/// <summary>A log-mel as a picture: time across, mel bands up with their centre frequencies, a colour bar for the level.</summary>
internal static class SpectrogramPicture
{
    private const int Width = 1200;
    private const int Height = 500;
    private const int MostColumns = 1000; // about what the axes and the colour bar leave of the width

    private static readonly double[] RoundHz = [100, 200, 500, 1_000, 2_000, 3_000, 4_000, 6_000, 8_000, 12_000, 16_000];

    /// <param name="output">Gets a PNG.</param>
    /// <param name="logMel">Frames x bands, row-major, after the front end's normalisation.</param>
    /// <param name="frontEnd">Knows the bands' frequencies, the hop, and what the level means.</param>
    /// <param name="title">Shown on top.</param>
    public static void Write(Stream output, ReadOnlySpan<float> logMel, FrontEnd frontEnd, string title)
    {
        var options = frontEnd.LogMel;
        var frames = logMel.Length / options.Bands;
        var levels = Levels(logMel, options.Bands, MostColumns, out var framesPerColumn);

        using var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        var heatmap = plot.Add.Heatmap(levels);
        heatmap.Colormap = new ScottPlot.Colormaps.Viridis();
        var hopSeconds = options.HopSamples / (double)options.SampleRateHz;
        heatmap.Extent = new CoordinateRect(0, levels.GetLength(1) * framesPerColumn * hopSeconds, 0, options.Bands);
        plot.Add.ColorBar(heatmap).Label = LevelLabel(frontEnd);
        plot.Axes.SetLimits(0, frames * hopSeconds, 0, options.Bands);
        plot.Axes.Left.TickGenerator = BandTicks(options);
        plot.Title(title);
        plot.XLabel("time (s)");
        plot.YLabel("frequency (Hz)");
        output.Write(plot.GetImageBytes(Width, Height, ImageFormat.Png));
    }

    /// <summary>
    /// Columns of the picture, first row on top: the highest band. Where there are more frames than columns, each column is the mean of its frames;
    /// to leave frames out would show lines that are not there.
    /// </summary>
    internal static double[,] Levels(ReadOnlySpan<float> logMel, int bands, int mostColumns, out int framesPerColumn)
    {
        var frames = logMel.Length / bands;
        framesPerColumn = (frames + mostColumns - 1) / mostColumns;
        var levels = new double[bands, (frames + framesPerColumn - 1) / framesPerColumn];
        for (var frame = 0; frame < frames; frame++)
        {
            var column = frame / framesPerColumn;
            var averaged = Math.Min(framesPerColumn, frames - column * framesPerColumn);
            for (var band = 0; band < bands; band++) levels[bands - 1 - band, column] += logMel[frame * bands + band] / (double)averaged;
        }
        return levels;
    }

    private static string LevelLabel(FrontEnd frontEnd)
    {
        var unit = frontEnd.LogMel.Compression == Compression.Decibels ? "level (dB)" : "level (ln power)";
        return frontEnd.Normalisation == Normalisation.None ? unit : "level (standard deviations)";
    }

    /// <summary>Round frequencies, each at its place between the centres of the bands.</summary>
    private static NumericManual BandTicks(LogMelOptions options)
    {
        var ticks = new NumericManual();
        foreach (var hz in RoundHz)
        {
            var above = Enumerable.Range(0, options.Bands).FirstOrDefault(band => options.CentreHz(band) >= hz, -1);
            if (above <= 0) continue;
            var (low, high) = (options.CentreHz(above - 1), options.CentreHz(above));
            ticks.AddMajor(above - 0.5 + (hz - low) / (high - low), hz.ToString("N0", CultureInfo.InvariantCulture));
        }
        return ticks;
    }
}
