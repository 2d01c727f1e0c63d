namespace Hares.Embed.Encoders;

/// <summary>A network whose random weights have deviations of their own.</summary>
internal interface IRandomInit
{
    /// <summary>
    /// Standard deviation of a tensor with two dimensions or more, as the original network is initialised; null where it keeps what it was built with.
    /// </summary>
    double? Deviation(string name, long[] shape);
}
