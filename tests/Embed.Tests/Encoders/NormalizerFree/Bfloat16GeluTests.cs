using Hares.Embed.Encoders.NormalizerFree;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

public sealed class Bfloat16GeluTests
{
    private const double HalfAStep = 1.0 / 256; // of 8 significant bits, beside the number itself

    [Fact]
    public void Every_number_there_is_gives_the_nearest_to_what_float32_gives()
    {
        var inputs = Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits).ToArray();
        var (outputs, expected) = (new ushort[inputs.Length], new float[inputs.Length]);
        Bfloat16Gelu.Apply(inputs, outputs);
        Gelu.Apply([.. inputs.Select(Float)], expected);
        for (var i = 0; i < inputs.Length; i++)
        {
            var (output, exact) = ((double)Float(outputs[i]), (double)expected[i]);
            Assert.True(
                output.Equals(exact) || Math.Abs(output - exact) <= HalfAStep * Math.Abs(exact) + 1e-40 || exact > 3.38e38,
                $"{Float(inputs[i])}: {output} instead of {exact}");
        }
    }

    [Fact]
    public void What_fills_no_vector_is_computed_all_the_same()
    {
        ushort[] values = [Bits(1), Bits(-1), Bits(2)];
        Bfloat16Gelu.Apply(values, values);
        Assert.Equal([0.84f, -0.16f, 1.95f], values.Select(value => MathF.Round(Float(value), 2)));
    }

    private static float Float(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static ushort Bits(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
}
