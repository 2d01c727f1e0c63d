using Hares.Embed.Encoders.NormalizerFree;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

public sealed class GeluTests
{
    [Fact]
    public void Every_value_is_that_of_the_tanh_form()
    {
        var inputs = Enumerable.Range(-20_000, 40_001).Select(i => i / 1000f).ToArray(); // -20 to 20, not a multiple of the vector length
        var outputs = new float[inputs.Length];
        Gelu.Apply(inputs, outputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            double x = inputs[i];
            var expected = 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            Assert.Equal(expected, outputs[i], 1e-6 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Fact]
    public void Extreme_values_keep_their_limits_and_what_is_not_a_number_stays_so()
    {
        var values = new[] { 0f, 1e30f, -1e30f, float.PositiveInfinity, float.NaN };
        Gelu.Apply(values, values);
        Assert.Equal([0f, 1e30f, 0f, float.PositiveInfinity], values[..4].Select(value => MathF.Abs(value) < 1e-6f ? 0f : value));
        Assert.True(float.IsNaN(values[4]));
    }
}
