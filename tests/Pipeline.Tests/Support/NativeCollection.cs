namespace Hares.Pipeline.Tests.Support;

/// <summary>Tests that share libtorch's global state and the console run one after another.</summary>
[CollectionDefinition("native", DisableParallelization = true)]
public sealed class NativeCollection;
