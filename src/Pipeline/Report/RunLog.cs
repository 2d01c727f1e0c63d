using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Hares.Pipeline.Report;

/// <summary>A run's log: every event to log.jsonl in the run folder, warnings (with --verbose: all) to standard error.</summary>
internal static class RunLog
{
    public static Logger Open(RunFolder folder, bool verbose) => new LoggerConfiguration()
        .MinimumLevel.Is(verbose ? LogEventLevel.Debug : LogEventLevel.Information)
        .WriteTo.File(new CompactJsonFormatter(), folder.File("log.jsonl"), rollOnFileSizeLimit: true, fileSizeLimitBytes: 64 << 20)
        .WriteTo.Console(
            restrictedToMinimumLevel: verbose ? LogEventLevel.Debug : LogEventLevel.Warning,
            outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
            standardErrorFromLevel: LogEventLevel.Verbose)
        .CreateLogger();
}
