namespace Hares.Embed.Encoders;

/// <summary>A network whose untrained weights are drawn otherwise than normal with variance 1 / fan-in.</summary>
internal interface IRandomInit
{
    /// <summary>
    /// How a tensor with two dimensions or more is drawn, as the original network's is; null where it keeps what it was built with.
    /// </summary>
    Initialisation? InitialisationOf(string name, long[] shape);
}
