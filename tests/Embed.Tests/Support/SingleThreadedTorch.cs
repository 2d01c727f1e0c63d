using Hares.Embed.Encoders.OneDnn;

namespace Hares.Embed.Tests.Support;

/// <summary>
/// One thread for libtorch in all tests: its teams wait for each other by spinning, which takes seconds on a machine that does other work too.
/// Tests that make networks without asking for a device also need libtorch to know about hidden caches.
/// </summary>
public sealed class SingleThreadedTorch
{
    public SingleThreadedTorch()
    {
        TorchThreads.Set(1);
        HiddenCaches.Tell();
    }
}
