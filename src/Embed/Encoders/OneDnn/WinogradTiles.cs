namespace Hares.Embed.Encoders.OneDnn;

/// <summary>
/// The sums before and after the products of <see cref="Winograd"/>: which places each tile sees and writes. Tiles are counted band by band, frame by
/// frame, window by window. Of maps, channels are innermost, and a multiple of <see cref="Lanes"/>.
/// </summary>
/// <param name="Windows">B.</param>
/// <param name="Frames">T, of the input.</param>
/// <param name="Bands">F, of the input.</param>
/// <param name="Padding">Zeros on both sides.</param>
/// <param name="Kernel">Its size.</param>
/// <param name="Written">The places that a tile writes.</param>
internal abstract unsafe record WinogradTiles(
    int Windows, int Frames, int Bands, (int Time, int Frequency) Padding, (int Time, int Frequency) Kernel, (int Time, int Frequency) Written)
{
    /// <summary>Channels taken together.</summary>
    public const int Lanes = 16;

    /// <summary>Frames of the output, T'.</summary>
    public int OutputFrames => Frames + 2 * Padding.Time - Kernel.Time + 1;

    /// <summary>Bands of the output, F'.</summary>
    public int OutputBands => Bands + 2 * Padding.Frequency - Kernel.Frequency + 1;

    /// <summary>All tiles.</summary>
    public long Count => (long)Windows * TileFrames * TileBands;

    private int TileFrames => (OutputFrames + Written.Time - 1) / Written.Time;

    private int TileBands => (OutputBands + Written.Frequency - 1) / Written.Frequency;

    /// <summary>What is multiplied of some tiles: B^t d, or B^t d B, of the places d that each sees.</summary>
    /// <param name="maps">(B, T, F, channels).</param>
    /// <param name="values">(tiles, values, channels).</param>
    public abstract void Read(float* maps, long first, int count, int channels, float* values);

    /// <summary>What some tiles write, A^t m, or A^t m A, of their products m, and the bias, and ReLU where asked for.</summary>
    /// <param name="products">(tiles, values, channels).</param>
    /// <param name="bias">(channels).</param>
    /// <param name="maps">(B, T', F', channels).</param>
    public abstract void Write(float* products, long first, int count, int channels, float* bias, bool isRectified, float* maps);

    /// <summary>The first place that a tile writes.</summary>
    protected (int Window, int Frame, int Band) Origin(long tile)
    {
        var (row, column) = Math.DivRem(tile, TileBands);
        var (window, rowOfWindow) = Math.DivRem(row, TileFrames);
        return ((int)window, Written.Time * (int)rowOfWindow, Written.Frequency * (int)column);
    }

    protected bool IsSeen(int frame, int band) => (uint)frame < (uint)Frames && (uint)band < (uint)Bands;

    protected bool IsWritten(int frame, int band) => frame < OutputFrames && band < OutputBands;

    protected long PlaceSeen(int window, int frame, int band) => ((long)window * Frames + frame) * Bands + band;

    protected long PlaceWritten(int window, int frame, int band) => ((long)window * OutputFrames + frame) * OutputBands + band;
}
