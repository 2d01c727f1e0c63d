using System.Runtime.Intrinsics;
using Hares.Embed.Encoders.OneDnn.Filters;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>
/// The tiles of <see cref="Winograd"/>: which places each of them sees and writes. They are counted band by band, frame by frame, window by window. Of maps,
/// channels are innermost.
/// </summary>
/// <param name="Filter">What is done to a tile's places.</param>
/// <param name="Windows">B.</param>
/// <param name="Frames">T, of the input.</param>
/// <param name="Bands">F, of the input.</param>
/// <param name="Padding">Zeros on both sides.</param>
internal sealed unsafe record WinogradTiles(MinimalFilter Filter, int Windows, int Frames, int Bands, (int Time, int Frequency) Padding)
{
    /// <summary>Frames of the output, T'.</summary>
    public int OutputFrames => Frames + 2 * Padding.Time - Filter.Kernel.Time + 1;

    /// <summary>Bands of the output, F'.</summary>
    public int OutputBands => Bands + 2 * Padding.Frequency - Filter.Kernel.Frequency + 1;

    /// <summary>All tiles.</summary>
    public long Count => (long)Windows * TileFrames * TileBands;

    private int TileFrames => (OutputFrames + Filter.Written.Time - 1) / Filter.Written.Time;

    private int TileBands => (OutputBands + Filter.Written.Frequency - 1) / Filter.Written.Frequency;

    /// <summary>What is multiplied of some tiles.</summary>
    /// <param name="maps">(B, T, F, channels).</param>
    /// <param name="steps">From one window, and from one frame, of the maps to the next.</param>
    /// <param name="values">(tiles, values, channels).</param>
    public void Read(float* maps, (long Window, long Frame) steps, long first, int count, int channels, float* values)
    {
        var nothing = stackalloc float[channels];
        new Span<float>(nothing, channels).Clear();
        var (seen, all) = (Filter.Seen, Filter.Values);
        var places = stackalloc float*[all];
        for (var tile = first; tile < first + count; tile++, values += all * channels)
        {
            var (window, frame, band) = Origin(tile);
            var (firstFrame, firstBand) = (frame - Padding.Time, band - Padding.Frequency);
            var place = places;
            for (var t = firstFrame; t < firstFrame + seen.Time; t++)
                for (var f = firstBand; f < firstBand + seen.Frequency; f++)
                {
                    var isSeen = (uint)t < (uint)Frames && (uint)f < (uint)Bands;
                    *place++ = isSeen ? maps + window * steps.Window + t * steps.Frame + f * channels : nothing;
                }

            Filter.Read(places, channels, values);
        }
    }

    /// <summary>What some tiles write of their products, with the bias, and ReLU where asked for.</summary>
    /// <param name="products">(tiles, values, channels).</param>
    /// <param name="bias">(channels).</param>
    /// <param name="maps">(B, T', F', channels).</param>
    public void Write(float* products, long first, int count, int channels, float* bias, bool isRectified, float* maps)
    {
        var least = Vector512.Create(isRectified ? 0 : float.NegativeInfinity);
        var nowhere = stackalloc float[channels];
        var (written, all, frames, bands) = (Filter.Written, Filter.Values, OutputFrames, OutputBands);
        var places = stackalloc float*[written.Time * written.Frequency];
        for (var tile = first; tile < first + count; tile++, products += all * channels)
        {
            var (window, frame, band) = Origin(tile);
            var place = places;
            for (var t = frame; t < frame + written.Time; t++)
                for (var f = band; f < band + written.Frequency; f++)
                {
                    var isWritten = t < frames && f < bands;
                    *place++ = isWritten ? maps + (((long)window * frames + t) * bands + f) * channels : nowhere;
                }

            Filter.Write(products, channels, bias, least, places);
        }
    }

    /// <summary>The first place that a tile writes.</summary>
    private (int Window, int Frame, int Band) Origin(long tile)
    {
        var (row, column) = Math.DivRem(tile, TileBands);
        var (window, rowOfWindow) = Math.DivRem(row, TileFrames);
        return ((int)window, Filter.Written.Time * (int)rowOfWindow, Filter.Written.Frequency * (int)column);
    }
}
