namespace Hares.Embed.Tests.Support;

/// <summary>
/// One thread for libtorch in all tests: its teams wait for each other by spinning, which takes seconds on a machine that does other work too.
/// </summary>
public sealed class SingleThreadedTorch
{
    public SingleThreadedTorch() => TorchThreads.Set(1);
}
