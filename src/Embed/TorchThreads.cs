using TorchSharp;

namespace Hares.Embed;

/// <summary>How many threads one libtorch operation uses.</summary>
public static class TorchThreads
{
    /// <summary>
    /// Sets the number for the whole process. Call once, before anything else touches libtorch: a thread that has already computed keeps its old
    /// number, and each thread that calls libtorch gets a team of this size.
    /// </summary>
    /// <exception cref="Encoders.EncoderException">libtorch cannot be loaded.</exception>
    public static void Set(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        TorchLibrary.Require();
        torch.set_num_threads(threads);
    }

    /// <summary>
    /// The number for the operations that the calling thread starts, whatever the rest of the process uses: libtorch keeps one for each thread. To be
    /// called where threads are managed here.
    /// </summary>
    internal static void UseHere(int threads) => torch.set_num_threads(threads);
}
