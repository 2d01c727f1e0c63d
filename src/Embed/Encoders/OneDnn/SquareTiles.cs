using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>3x3 kernels, F(2x2, 3x3): a tile sees 4x4 places and writes 2x2.</summary>
internal sealed unsafe record SquareTiles(int Windows, int Frames, int Bands, (int Time, int Frequency) Padding)
    : WinogradTiles(Windows, Frames, Bands, Padding, (3, 3), (Side, Side))
{
    /// <summary>Numbers a tile and channel that are multiplied.</summary>
    public const int Values = Seen * Seen;

    private const int Seen = 4, Side = 2;

    public override void Read(float* maps, long first, int count, int channels, float* values)
    {
        var nothing = stackalloc float[channels];
        new Span<float>(nothing, channels).Clear();
        var places = stackalloc float*[Values];
        for (var tile = first; tile < first + count; tile++)
        {
            var (window, frame, band) = Origin(tile);
            for (var i = 0; i < Values; i++)
            {
                var (t, f) = (frame - Padding.Time + i / Seen, band - Padding.Frequency + i % Seen);
                places[i] = IsSeen(t, f) ? maps + PlaceSeen(window, t, f) * channels : nothing;
            }

            for (var channel = 0; channel < channels; channel += Lanes, values += Lanes)
            {
                ReadRow(At(0) - At(8), At(1) - At(9), At(2) - At(10), At(3) - At(11), values, channels);
                ReadRow(At(4) + At(8), At(5) + At(9), At(6) + At(10), At(7) + At(11), values + 4 * channels, channels);
                ReadRow(At(8) - At(4), At(9) - At(5), At(10) - At(6), At(11) - At(7), values + 8 * channels, channels);
                ReadRow(At(4) - At(12), At(5) - At(13), At(6) - At(14), At(7) - At(15), values + 12 * channels, channels);

                Vector512<float> At(int place) => Vector512.Load(places[place] + channel);
            }

            values += (Values - 1) * channels;
        }
    }

    public override void Write(float* products, long first, int count, int channels, float* bias, bool isRectified, float* maps)
    {
        var least = Vector512.Create(isRectified ? 0 : float.NegativeInfinity);
        var nowhere = stackalloc float[channels];
        var places = stackalloc float*[Side * Side];
        for (var tile = first; tile < first + count; tile++)
        {
            var (window, frame, band) = Origin(tile);
            for (var i = 0; i < Side * Side; i++)
            {
                var (t, f) = (frame + i / Side, band + i % Side);
                places[i] = IsWritten(t, f) ? maps + PlaceWritten(window, t, f) * channels : nowhere;
            }

            for (var channel = 0; channel < channels; channel += Lanes, products += Lanes)
            {
                var shift = Vector512.Load(bias + channel);
                WriteRow(
                    At(0) + At(4) + At(8), At(1) + At(5) + At(9), At(2) + At(6) + At(10), At(3) + At(7) + At(11),
                    shift, least, places[0] + channel, places[1] + channel);
                WriteRow(
                    At(4) - At(8) - At(12), At(5) - At(9) - At(13), At(6) - At(10) - At(14), At(7) - At(11) - At(15),
                    shift, least, places[2] + channel, places[3] + channel);

                Vector512<float> At(int value) => Vector512.Load(products + value * channels);
            }

            products += (Values - 1) * channels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadRow(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* values, int channels)
    {
        (a - c).Store(values);
        (b + c).Store(values + channels);
        (c - b).Store(values + 2 * channels);
        (b - d).Store(values + 3 * channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRow(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, Vector512<float> shift, Vector512<float> least, float* left,
        float* right)
    {
        Vector512.Max(a + b + c + shift, least).Store(left);
        Vector512.Max(b - c - d + shift, least).Store(right);
    }
}
