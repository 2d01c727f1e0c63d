using System.CommandLine;
using Hares.Pipeline.Runs;

namespace Hares.Pipeline.Commands;

/// <summary>The few options that several commands share. New knobs go to the pipeline file.</summary>
internal static class CommonOptions
{
    public static Option<string?> Only { get; } = new("--only")
    {
        Description = "Tasks to run, separated by commas; by default all of the file.",
        HelpName = "TASKS",
    };

    public static Option<string?> Encoder { get; } = new("--encoder")
    {
        Description = "Encoders to run, by name, separated by commas; by default all of the file.",
        HelpName = "NAMES",
    };

    public static Option<string> Progress { get; } = Choice(
        "--progress", "Live bars on a terminal, plain lines elsewhere, or none.", "auto", "plain", "none");

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON." };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Log more, and show where an error happened.", Recursive = true };

    public static Argument<string> File { get; } = new("FILE") { Description = "The pipeline file." };

    public static RunOptions Read(ParseResult parsed) => new()
    {
        File = parsed.GetRequiredValue(File),
        Tasks = Names(parsed.GetValue(Only)),
        Encoders = Names(parsed.GetValue(Encoder)),
        Progress = Enum.Parse<ProgressKind>(parsed.GetValue(Progress) ?? nameof(ProgressKind.Auto), ignoreCase: true),
        Json = parsed.GetValue(Json),
        Verbose = parsed.GetValue(Verbose),
    };

    private static Option<string> Choice(string name, string description, params string[] names)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => names[0] };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    private static IReadOnlyList<string>? Names(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
