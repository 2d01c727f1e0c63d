using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn.Filters;

/// <summary>
/// 3x3 kernels, F(4, 3) over frames of F(2, 3) over bands: 24 products for eight outputs, where the direct form has 72. Maps have fewer bands than frames.
/// </summary>
internal sealed unsafe class RectangleFilter() : MinimalFilter((3, 3), (FourOfThree.Written, 2))
{
    private const int SeenBands = 4;

    public override Tensor OfKernel => kron(
        FourOfThree.OfKernel,
        tensor(
            new[]
            {
                1, 0, 0,
                1 / 2f, 1 / 2f, 1 / 2f,
                1 / 2f, -1 / 2f, 1 / 2f,
                0, 0, 1,
            },
            [SeenBands, 3]));

    public override void Read(float** places, int channels, float* values)
    {
        var frame = SeenBands * channels;
        for (var channel = 0; channel < channels; channel += Lanes, values += Lanes)
        {
            FourOfThree.Read(Less(0, 2), Less(4, 6), Less(8, 10), Less(12, 14), Less(16, 18), Less(20, 22), values, frame);
            FourOfThree.Read(Plus(1, 2), Plus(5, 6), Plus(9, 10), Plus(13, 14), Plus(17, 18), Plus(21, 22), values + channels, frame);
            FourOfThree.Read(Less(2, 1), Less(6, 5), Less(10, 9), Less(14, 13), Less(18, 17), Less(22, 21), values + 2 * channels, frame);
            FourOfThree.Read(Less(1, 3), Less(5, 7), Less(9, 11), Less(13, 15), Less(17, 19), Less(21, 23), values + 3 * channels, frame);

            Vector512<float> At(int place) => Vector512.Load(places[place] + channel);

            Vector512<float> Less(int place, int other) => At(place) - At(other);

            Vector512<float> Plus(int place, int other) => At(place) + At(other);
        }
    }

    public override void Write(float* products, int channels, float* bias, Vector512<float> least, float** places)
    {
        for (var channel = 0; channel < channels; channel += Lanes, products += Lanes)
        {
            var shift = Vector512.Load(bias + channel);
            FourOfThree.Write(
                First(0), First(1), First(2), First(3), First(4), First(5), shift, least,
                places[0] + channel, places[2] + channel, places[4] + channel, places[6] + channel);
            FourOfThree.Write(
                Second(0), Second(1), Second(2), Second(3), Second(4), Second(5), shift, least,
                places[1] + channel, places[3] + channel, places[5] + channel, places[7] + channel);

            Vector512<float> At(int frame, int band) => Vector512.Load(products + (SeenBands * frame + band) * channels);

            Vector512<float> First(int frame) => At(frame, 0) + At(frame, 1) + At(frame, 2);

            Vector512<float> Second(int frame) => At(frame, 1) - At(frame, 2) - At(frame, 3);
        }
    }
}
