using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// Fits windows of any length to a network that takes one length only. A shorter window is padded with zeros at its end; a longer one gives as few
/// stretches as cover it, evenly spread from its first frame to its last, whose outputs are averaged: nothing is dropped, and neighbours overlap
/// only as far as the length is no multiple.
/// </summary>
internal static class FixedLength
{
    /// <summary>First frames of the stretches.</summary>
    public static IReadOnlyList<long> Starts(long frames, long length)
    {
        var count = Math.Max(1, (frames + length - 1) / length);
        return [.. Enumerable.Range(0, (int)count).Select(i => count == 1 ? 0 : i * (frames - length) / (count - 1))];
    }

    /// <param name="network">From (windows, length, bands) to (windows, features).</param>
    /// <param name="input">(batch, frames, bands), normalised, so that zero is the mean.</param>
    /// <returns>(batch, features).</returns>
    public static Tensor Apply(Func<Tensor, Tensor> network, Tensor input, long length)
    {
        var frames = input.shape[1];
        if (frames == length)
            return network(input);
        if (frames < length)
            return network(nn.functional.pad(input, [0, 0, 0, length - frames]));
        var stretches = Starts(frames, length).Select(start => input.narrow(1, start, length)).ToArray();
        return network(cat(stretches, 0)).view(stretches.Length, input.shape[0], -1).mean([0]);
    }
}
