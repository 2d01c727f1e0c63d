using System.CommandLine;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Commands;

[Collection("native")]
public sealed class CommandLineTests
{
    /// <summary>Scripts and schedulers depend on it: verbs and options are added with care and not renamed.</summary>
    [Fact]
    public void Verbs_and_options_are_frozen() => Assert.Equal(
    [
        "run FILE --encoder --json --only --progress --verbose",
        "plan FILE --encoder --json --only --verbose",
        "embed FILE --encoder --json --only --progress --verbose",
        "probe FILE --encoder --json --only --progress --verbose",
        "data check FILE --json --verbose",
        "data synth DIR --clips --seed --verbose",
        "data download TASKS --to --verbose",
        "encoders --json --verbose",
        "export FILE --encoder --out --verbose",
        "features AUDIO --out --preset --verbose",
    ],
    CommandLine.Root().Subcommands.SelectMany(command =>
        Describe("", command, CommandLine.Root().Options.Where(option => option.Recursive && option.Name == "--verbose"))));

    [Fact]
    public void Exit_codes_are_frozen() => Assert.Equal(
        [0, 1, 2, 3, 4, 130],
        [ExitCode.Done, ExitCode.Failed, ExitCode.BadInput, ExitCode.TaskFailed, ExitCode.Locked, ExitCode.Cancelled]);

    [Theory]
    [InlineData("run")]
    [InlineData("runn", "x.json")]
    [InlineData("run", "x.json", "--shard", "1/2")]
    [InlineData("run", "x.json", "--progress", "loud")]
    [InlineData("run", "x.json", "--progress", "7")]
    [InlineData("data")]
    [InlineData("data", "synth", "x", "--seed", "-1")]
    [InlineData("data", "download")]
    [InlineData("features", "x.wav")]
    public async Task Bad_usage_is_two_and_points_to_the_help(params string[] arguments)
    {
        var run = await CapturedRun.OfAsync(arguments);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("Try 'hares-pipeline --help'.", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("'runn' is no command; did you mean 'run'?", "runn", "x.json")]
    [InlineData("'check' is no command; known are data, embed, encoders, export, features, plan, probe, run.", "check")]
    [InlineData("'sync' is no command; did you mean 'synth'?", "data", "sync")]
    public async Task A_word_that_is_no_command_is_told_once_with_the_one_meant(string expected, params string[] arguments)
    {
        var run = await CapturedRun.OfAsync(arguments);

        Assert.Equal((ExitCode.BadInput, $"{expected}\nTry 'hares-pipeline --help'.\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task A_word_that_is_no_progress_is_told_with_those_there_are()
    {
        var run = await CapturedRun.OfAsync("run", "x.json", "--progress", "loud");

        Assert.Contains("'loud'", run.Error);
        Assert.Contains("'auto'", run.Error);
        Assert.DoesNotContain("Hares.", run.Error);
        Assert.Contains("--progress <auto|none|plain>", (await CapturedRun.OfAsync("run", "--help")).Output);
    }

    [Theory]
    [InlineData("encoders", "--verbose")]
    [InlineData("--verbose", "encoders")]
    public async Task Verbose_stands_before_a_command_or_after_it(params string[] arguments) =>
        Assert.Equal(ExitCode.Done, (await CapturedRun.OfAsync(arguments)).Code);

    [Fact]
    public async Task A_pipeline_file_that_is_not_there_is_bad_input()
    {
        var run = await CapturedRun.OfAsync("run", "/nowhere/x.json");

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("/nowhere/x.json", run.Error);
        Assert.Contains("there is no such file", run.Error);
    }

    [Fact]
    public async Task The_encoders_are_listed_as_a_table_and_as_json()
    {
        var table = await CapturedRun.OfAsync("encoders");
        var json = await CapturedRun.OfAsync("encoders", "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (table.Code, json.Code));
        Assert.Contains("slowfast-nfnet-f0", table.Output);
        Assert.Contains("1,240 M", table.Output);
        Assert.Equal(
            Hares.Embed.Encoders.EncoderCatalogue.Entries.Select(entry => entry.Name),
            System.Text.Json.Nodes.JsonNode.Parse(json.Output)!.AsArray().Select(entry => (string)entry!["name"]!));
    }

    [Fact]
    public async Task The_poolings_listed_as_json_are_those_that_a_pipeline_file_takes()
    {
        var listed = System.Text.Json.Nodes.JsonNode.Parse((await CapturedRun.OfAsync("encoders", "--json")).Output)!.AsArray()
            .Select(entry => entry!["poolings"]!.AsArray().Select(pooling => (string)pooling!));

        Assert.Equal(
            Hares.Embed.Encoders.EncoderCatalogue.Entries.Select(entry => entry.Poolings),
            listed.Select(names => names.Select(Hares.Embed.Encoders.PoolingNames.Parse)));
    }

    private static IEnumerable<string> Describe(string path, Command command, IEnumerable<Option> everywhere)
    {
        if (command.Subcommands.Count > 0) return command.Subcommands.SelectMany(inner => Describe($"{path}{command.Name} ", inner, everywhere));
        var words = command.Arguments
            .Select(argument => argument.Name)
            .Concat(command.Options.Concat(everywhere).Select(option => option.Name).Order(StringComparer.Ordinal));
        return [$"{path}{command.Name} {string.Join(' ', words)}"];
    }
}
