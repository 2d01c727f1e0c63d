using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed;

/// <summary>
/// Sums, and products with a number. TorchSharp's operators hand libtorch a Scalar that nobody holds: the garbage collector may free it while
/// libtorch reads it, and a run dies or, worse, goes on with another number. Here the Scalar lives as long as the call. The operators are banned.
/// </summary>
internal static class TensorArithmetic
{
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar MinusOne = (-1).ToScalar();

    /// <summary>The sum.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor other) => tensor.add(other, One);

    /// <summary>Adds in place.</summary>
    public static Tensor PlusHere(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    /// <summary>The difference.</summary>
    public static Tensor Minus(this Tensor tensor, Tensor other) => tensor.add(other, MinusOne);

    /// <summary>Subtracts in place.</summary>
    public static Tensor MinusHere(this Tensor tensor, Tensor other) => tensor.add_(other, MinusOne);

    /// <summary>The sum with the product of two others.</summary>
    public static Tensor PlusProduct(this Tensor tensor, Tensor left, Tensor right) => addcmul(tensor, left, right, One);

    /// <summary>The sum with a number.</summary>
    public static Tensor Plus(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.add(scalar, One); // without it TorchSharp makes one that nobody holds
    }

    /// <summary>The product with a number.</summary>
    public static Tensor Times(this Tensor tensor, double factor)
    {
        using var scalar = factor.ToScalar();
        return tensor.mul(scalar);
    }

    /// <summary>The tensor, with nothing below <paramref name="least"/>.</summary>
    public static Tensor AtLeast(this Tensor tensor, double least)
    {
        using var scalar = least.ToScalar();
        return tensor.clamp_min(scalar);
    }
}
