using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.OneDnn.Filters;

/// <summary>Kernels of three frames or three bands, F(4, 3): six products for four outputs, where the direct form has twelve.</summary>
internal sealed unsafe class LineFilter((int Time, int Frequency) kernel)
    : MinimalFilter(kernel, kernel is (1, 3) ? (1, FourOfThree.Written) : (FourOfThree.Written, 1))
{
    public override Tensor OfKernel => FourOfThree.OfKernel;

    public override void Read(float** places, int channels, float* values)
    {
        for (var channel = 0; channel < channels; channel += Lanes)
        {
            FourOfThree.Read(At(0), At(1), At(2), At(3), At(4), At(5), values + channel, channels);

            Vector512<float> At(int place) => Vector512.Load(places[place] + channel);
        }
    }

    public override void Write(float* products, int channels, float* bias, Vector512<float> least, float** places)
    {
        for (var channel = 0; channel < channels; channel += Lanes)
        {
            FourOfThree.Write(
                At(0), At(1), At(2), At(3), At(4), At(5), Vector512.Load(bias + channel), least,
                places[0] + channel, places[1] + channel, places[2] + channel, places[3] + channel);

            Vector512<float> At(int value) => Vector512.Load(products + value * channels + channel);
        }
    }
}
