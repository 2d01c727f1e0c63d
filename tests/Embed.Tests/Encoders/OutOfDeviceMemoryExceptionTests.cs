using System.Runtime.InteropServices;
using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Encoders;

public sealed class OutOfDeviceMemoryExceptionTests
{
    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.11 GiB", true)]
    [InlineData("CUDA failure 2: out of memory ; GPU=0 ; hostname=x ; file=cuda_allocator.cc ; expr=cudaMalloc((void**)&p, size);", true)]
    [InlineData("[enforce fail at alloc_cpu.cpp:121] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.", true)]
    [InlineData("bfc_arena.cc:359 void* AllocateRawInternal(size_t, bool) Failed to allocate memory for requested buffer of size 8", true)]
    [InlineData("std::bad_alloc", true)]
    [InlineData("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0", true)]
    [InlineData("CUDNN_STATUS_ALLOC_FAILED", true)]
    [InlineData("mat1 and mat2 shapes cannot be multiplied", false)]
    [InlineData("the tensor's memory is not allocated yet", false)]
    public void Both_libraries_say_so_in_several_words(string message, bool isMeant)
    {
        Assert.Equal(isMeant, OutOfDeviceMemoryException.IsSaidBy(message));
        Assert.Equal(isMeant, OutOfDeviceMemoryException.IsMeantBy(new ExternalException(message)));
        Assert.False(OutOfDeviceMemoryException.IsMeantBy(new AggregateException(new ExternalException(message), new ExternalException("other"))));
    }
}
