using System.Runtime.InteropServices;

namespace Hares.Embed.Encoders;

/// <summary>A batch does not fit the device's memory.</summary>
public sealed class OutOfDeviceMemoryException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What says so in the messages of libtorch and ONNX Runtime: of their allocators on a GPU and on the CPU, of C++, and of cuBLAS and cuDNN.</summary>
    private static readonly string[] Words =
    [
        "out of memory", "allocate memory", "Failed to allocate", "bad_alloc", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED",
    ];

    /// <summary>Whether this is what libtorch says, on every thread that has something to say.</summary>
    internal static bool IsMeantBy(Exception e) => e is AggregateException several
        ? several.InnerExceptions.All(IsMeantBy)
        : e is ExternalException && IsSaidBy(e.Message);

    /// <summary>Whether a message of libtorch's or ONNX Runtime's means it.</summary>
    internal static bool IsSaidBy(string message) => Words.Any(message.Contains);
}
