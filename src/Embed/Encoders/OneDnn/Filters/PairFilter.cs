using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn.Filters;

/// <summary>
/// Kernels of two bands or steps, F(3, 2) at the points 0, 1, -1 and infinity: four products for three outputs, where the direct form has six.
/// </summary>
internal sealed unsafe class PairFilter() : MinimalFilter((1, 2), (1, 3))
{
    public override Tensor OfKernel => tensor(
        new[]
        {
            1, 0,
            1 / 2f, 1 / 2f,
            1 / 2f, -1 / 2f,
            0, 1,
        },
        [4, 2]);

    public override void Read(float** places, int channels, float* values)
    {
        for (var channel = 0; channel < channels; channel += Lanes, values += Lanes)
        {
            var (d0, d1, d2, d3) = (At(0), At(1), At(2), At(3));
            (d0 - d2).Store(values);
            (d1 + d2).Store(values + channels);
            (d2 - d1).Store(values + 2 * channels);
            (d1 - d3).Store(values + 3 * channels);

            Vector512<float> At(int place) => Vector512.Load(places[place] + channel);
        }
    }

    public override void Write(float* products, int channels, float* bias, Vector512<float> least, float** places)
    {
        for (var channel = 0; channel < channels; channel += Lanes, products += Lanes)
        {
            var shift = Vector512.Load(bias + channel);
            var (m0, m1, m2, m3) = (At(0), At(1), At(2), At(3));
            var sum = m1 + m2;
            Put(m0 + sum, 0);
            Put(m1 - m2, 1);
            Put(sum - m3, 2);

            Vector512<float> At(int value) => Vector512.Load(products + value * channels);

            void Put(Vector512<float> output, int place) => Vector512.Max(output + shift, least).Store(places[place] + channel);
        }
    }
}
