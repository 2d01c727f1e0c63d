namespace Hares.Embed.Tests.Support;

/// <summary>Tests that use libtorch run one after another: its thread counts and tensor statistics are global.</summary>
[CollectionDefinition("native", DisableParallelization = true)]
public sealed class NativeCollection : ICollectionFixture<SingleThreadedTorch>;
