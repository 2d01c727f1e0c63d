namespace Hares.Probe.Tests;

/// <summary>Tests that touch libtorch share its global state, so they run one after another.</summary>
[CollectionDefinition("native", DisableParallelization = true)]
public sealed class NativeCollection;
