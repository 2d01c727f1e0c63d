namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// One value for each of some channels that lie next to each other, in registers: how many depends on the processor's. A variable of such a type must be passed
/// to inlined methods only, or it moves to memory.
/// </summary>
internal unsafe interface IChannels<TSelf> where TSelf : struct, IChannels<TSelf>
{
    /// <summary>Channels.</summary>
    static abstract int Count { get; }

    /// <summary>The values that lie there.</summary>
    static abstract TSelf At(float* values);

    /// <summary>A sum and these values times a factor.</summary>
    TSelf MultiplyAdd(float* factor, TSelf sum);

    /// <summary>Writes the SiLU of each.</summary>
    void StoreSilu(float* values);
}
