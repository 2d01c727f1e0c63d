using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Hares.Bench.Measure;

/// <summary>For work of milliseconds: repeated for a tenth of a second at a time, ten times, about two seconds in all.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShortWorkAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddJob(new Job("short")
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
        .WithWarmupCount(5)
        .WithIterationCount(10));
}
