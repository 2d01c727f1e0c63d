using System.CommandLine;
using Hares.Ingest.Synthesis;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Commands;

/// <summary>Makes small labelled corpora, so that everything can be tried without a download.</summary>
internal static class DataSynthCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder to make the corpora in." };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 0UL };
        var clips = new Option<int>("--clips")
        {
            Description = "Clips a class and fold of esc-50; the other corpora are sized in proportion.",
            DefaultValueFactory = _ => new SynthesisOptions().ClipsPerClass
        };
        clips.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > SynthesisOptions.MaxClipsPerClass)
                given.AddError($"--clips: 1 to {SynthesisOptions.MaxClipsPerClass} clips can be made.");
        });
        var command = new Command("synth", "Makes small labelled corpora of synthetic sounds in their official layouts, and notes as CSV.")
        {
            folder, seed, clips,
        };
        command.SetAction((parsed, cancelled) => Task.Run(() =>
        {
            var options = new SynthesisOptions { Seed = parsed.GetValue(seed), ClipsPerClass = parsed.GetValue(clips) };
            foreach (var corpus in CorpusSynthesizer.Write(
                parsed.GetRequiredValue(folder), options, Environment.ProcessorCount, Console.Error.WriteLine, cancelled))
                Console.Out.WriteLine(
                    $"{corpus.Name}: {Counted.Of(corpus.Clips, "clip")} in {corpus.Folder}{(corpus.Written == 0 ? " (already there)" : "")}");
            return ExitCode.Done;
        }, cancelled));
        return command;
    }
}
