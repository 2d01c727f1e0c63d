namespace Hares.Features.Lanes;

/// <summary>
/// As many floats as one vector register holds, each belonging to another frame: the same arithmetic runs on all frames at
/// once, and no lane ever sees its neighbour's data except in a transpose. The lanes come in groups of four, the unit in
/// which data moves between sample order and lane order.
/// </summary>
internal unsafe interface ILanes<TSelf> where TSelf : unmanaged, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Broadcast(float value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a * b, rounded once where the processor can.</summary>
    static abstract TSelf NegateMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The greater of each pair; NaN where either is.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Log(TSelf a);

    /// <summary>Group g takes four consecutive floats from <paramref name="source"/> + 4 g * <paramref name="stride"/>.</summary>
    static abstract TSelf LoadGroups(float* source, nint stride);

    /// <summary>Group g goes to four consecutive floats at <paramref name="target"/> + 4 g * <paramref name="stride"/>.</summary>
    static abstract void StoreGroups(TSelf lanes, float* target, nint stride);

    /// <summary>In each group: a0 b0 a1 b1.</summary>
    static abstract TSelf InterleaveLow(TSelf a, TSelf b);

    /// <summary>In each group: a2 b2 a3 b3.</summary>
    static abstract TSelf InterleaveHigh(TSelf a, TSelf b);

    /// <summary>In each group: a0 a1 b0 b1.</summary>
    static abstract TSelf JoinLow(TSelf a, TSelf b);

    /// <summary>In each group: a2 a3 b2 b3.</summary>
    static abstract TSelf JoinHigh(TSelf a, TSelf b);
}
