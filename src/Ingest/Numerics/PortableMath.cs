namespace Hares.Ingest.Numerics;

/// <summary>
/// Sine and powers of two from additions and multiplications only. <see cref="Math.Sin"/> and its kin come from the platform's C library and differ
/// in their last bits between machines; these do not, as IEEE 754 fixes the rounding of what they use.
/// </summary>
internal static class PortableMath
{
    private const double Tau = 6.283185307179586;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>The sine of an angle in turns (1 is a full circle), within 1e-9.</summary>
    public static double Sin(double turns)
    {
        var x = turns - Math.Floor(turns + 0.5);
        if (x > 0.25) x = 0.5 - x;
        else if (x < -0.25) x = -0.5 - x;
        x *= Tau;
        var y = x * x;
        return x * (1 + y * (-1.0 / 6 + y * (1.0 / 120 + y * (-1.0 / 5040 + y * (1.0 / 362880 + y * (-1.0 / 39916800 + y * (1.0 / 6227020800)))))));
    }

    public static double Cos(double turns) => Sin(turns + 0.25);

    /// <summary>Two to the power of <paramref name="x"/>, within 1e-12 of its value.</summary>
    public static double Exp2(double x)
    {
        var whole = Math.Floor(x);
        double power = Ln2 * (x - whole), sum = 1;
        for (var i = 14; i >= 1; i--) sum = 1 + sum * power / i;
        return Math.ScaleB(sum, (int)whole);
    }

    /// <summary>The factor of a level in decibels.</summary>
    public static double Decibels(double level) => Exp2(level * 0.16609640474436813);
}
