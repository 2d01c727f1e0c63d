using System.CommandLine;
using Hares.Embed.Cache;
using Hares.Ingest.Audio;
using Hares.Pipeline.Configuration.Json;

namespace Hares.Pipeline.Commands;

/// <summary>The program's verbs, and what each kind of failure says and returns.</summary>
internal static class CommandLine
{
    /// <summary>A cancelled run finishes the batch that is in the network and writes what is done; ending the process under it would crash.</summary>
    private static readonly InvocationConfiguration Invocation = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromMinutes(10),
    };

    public static RootCommand Root() => new("Scores audio representations as the HARES benchmark does.")
    {
        CommonOptions.Verbose,
        RunCommand.Create(),
        PlanCommand.Create(),
        EmbedCommand.Create(),
        ProbeCommand.Create(),
        DataCommand.Create(),
        EncodersCommand.Create(),
        ExportCommand.Create(),
        FeaturesCommand.Create(),
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(UnknownCommand(parsed) ?? string.Join('\n', parsed.Errors.Select(error => error.Message)));
            await Console.Error.WriteLineAsync("Try 'hares-pipeline --help'.");
            return ExitCode.BadInput;
        }
        var verbose = args.Contains(CommonOptions.Verbose.Name);
        try
        {
            return await parsed.InvokeAsync(Invocation);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled; what was finished is kept, and the same command goes on from there.");
            return ExitCode.Cancelled;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync(verbose ? fault.ToString() : $"{fault.Message}{Hint(fault)}");
            return ExitCode.Of(fault);
        }
    }

    /// <summary>A wrong word where a command belongs, for which the parser has several complaints; null when that is not what is wrong.</summary>
    private static string? UnknownCommand(ParseResult parsed)
    {
        var known = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).ToList();
        var word = parsed.UnmatchedTokens.FirstOrDefault();
        return known.Count == 0 || word is null || word.StartsWith('-') ? null : $"'{word}' is no command{Nearest.Hint(word, known)}";
    }

    private static string Hint(Exception fault) => IsForUsers(fault) ? "" : $"\n({fault.GetType().Name}; --verbose shows where it happened)";

    private static bool IsForUsers(Exception fault) =>
        ExitCode.Of(fault) != ExitCode.Failed || fault is AudioLibraryException or CacheException or IOException or UnauthorizedAccessException;
}
