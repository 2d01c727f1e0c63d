using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.OneDnn;

/// <summary>Kernels of three frames or three bands, F(4, 3): a tile sees six places in a row and writes four.</summary>
internal sealed unsafe record LineTiles(int Windows, int Frames, int Bands, (int Time, int Frequency) Padding, bool IsOverTime)
    : WinogradTiles(Windows, Frames, Bands, Padding, IsOverTime ? (3, 1) : (1, 3), IsOverTime ? (Length, 1) : (1, Length))
{
    /// <summary>Numbers a tile and channel that are multiplied.</summary>
    public const int Values = Seen;

    private const int Seen = 6, Length = 4;

    public override void Read(float* maps, long first, int count, int channels, float* values)
    {
        var nothing = stackalloc float[channels];
        new Span<float>(nothing, channels).Clear();
        var places = stackalloc float*[Seen];
        for (var tile = first; tile < first + count; tile++)
        {
            var (window, frame, band) = Origin(tile);
            for (var i = 0; i < Seen; i++)
            {
                var (t, f) = Along(frame - Padding.Time, band - Padding.Frequency, i);
                places[i] = IsSeen(t, f) ? maps + PlaceSeen(window, t, f) * channels : nothing;
            }

            for (var channel = 0; channel < channels; channel += Lanes, values += Lanes)
            {
                Vector512<float> d0 = At(0), d1 = At(1), d2 = At(2), d3 = At(3), d4 = At(4), d5 = At(5);
                var (even, odd) = (d4 - 4 * d2, d3 - 4 * d1);
                var (nearEven, nearOdd) = (d4 - d2, 2 * (d3 - d1));
                (4 * d0 - 5 * d2 + d4).Store(values);
                (even + odd).Store(values + channels);
                (even - odd).Store(values + 2 * channels);
                (nearEven + nearOdd).Store(values + 3 * channels);
                (nearEven - nearOdd).Store(values + 4 * channels);
                (4 * d1 - 5 * d3 + d5).Store(values + 5 * channels);

                Vector512<float> At(int place) => Vector512.Load(places[place] + channel);
            }

            values += (Values - 1) * channels;
        }
    }

    public override void Write(float* products, long first, int count, int channels, float* bias, bool isRectified, float* maps)
    {
        var least = Vector512.Create(isRectified ? 0 : float.NegativeInfinity);
        var nowhere = stackalloc float[channels];
        var places = stackalloc float*[Length];
        for (var tile = first; tile < first + count; tile++)
        {
            var (window, frame, band) = Origin(tile);
            for (var i = 0; i < Length; i++)
            {
                var (t, f) = Along(frame, band, i);
                places[i] = IsWritten(t, f) ? maps + PlaceWritten(window, t, f) * channels : nowhere;
            }

            for (var channel = 0; channel < channels; channel += Lanes, products += Lanes)
            {
                var shift = Vector512.Load(bias + channel);
                Vector512<float> m1 = At(1), m2 = At(2), m3 = At(3), m4 = At(4);
                var (near, nearSlope, far, farSlope) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
                Put(0, At(0) + near + far);
                Put(1, nearSlope + 2 * farSlope);
                Put(2, near + 4 * far);
                Put(3, nearSlope + 8 * farSlope + At(5));

                Vector512<float> At(int value) => Vector512.Load(products + value * channels);

                void Put(int place, Vector512<float> sum) => Vector512.Max(sum + shift, least).Store(places[place] + channel);
            }

            products += (Values - 1) * channels;
        }
    }

    private (int Frame, int Band) Along(int frame, int band, int step) => IsOverTime ? (frame + step, band) : (frame, band + step);
}
