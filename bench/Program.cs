using BenchmarkDotNet.Running;
using Hares.Bench.Measure;
using Hares.Bench.Pairs;

if (args is ["pair", var work, .. var settings])
    return await PairLoop.RunAsync(work, settings);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, new BenchConfig());
return 0;
