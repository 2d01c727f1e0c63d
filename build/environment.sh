# Sourced by hares-pipeline and test.sh: what the native libraries must be told before they start.

# A network's activations are large and short-lived: glibc would ask the kernel for each of them anew. Kept and reused, they cost half the memory
# and a quarter less time.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_TOP_PAD_=67108864
# In pages of 2 MB, where the kernel has them: a start asks for a thirtieth of the pages and takes a tenth less time.
export GLIBC_TUNABLES=${GLIBC_TUNABLES:+$GLIBC_TUNABLES:}glibc.malloc.hugetlb=1
# An NVIDIA GPU multiplies float32 in full: ONNX Runtime, told so, still takes TF32 where cuDNN's first suggestions know nothing else.
export NVIDIA_TF32_OVERRIDE=0
# MKL otherwise rounds by where an array happens to lie, and equal runs would differ in the last bits.
export MKL_CBWR=${MKL_CBWR:-AVX2}
