namespace Hares.Pipeline.Graph;

/// <summary>What a window, or a frame of one, takes on its way through an encoder.</summary>
/// <param name="Batch">Bytes as part of a batch, open, in work or waiting to be written.</param>
/// <param name="Network">Bytes in the network, in this machine's memory, in all copies of it together; 0 on GPUs, which have their own.</param>
/// <param name="IsOnGpu">Whether no copy of the network is computed by the processor.</param>
internal readonly record struct WindowSizes(double Batch, double Network, bool IsOnGpu)
{
    public WindowSizes Times(double frames) => this with { Batch = frames * Batch, Network = frames * Network };
}
