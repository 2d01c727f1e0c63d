namespace Hares.Bench.Pairs;

/// <summary>Work that is also done in Python.</summary>
internal interface IPairWork : IDisposable
{
    /// <summary>Does it once; the result, to be compared with the other side's, stands until the next time.</summary>
    ReadOnlySpan<float> Run();
}
