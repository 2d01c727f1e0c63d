using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>Reads the pipeline file and narrows it to what the command line asks for.</summary>
internal static class RunInputs
{
    /// <exception cref="PipelineFileException">The file has faults.</exception>
    /// <exception cref="UsageException">An option names a task or an encoder that the file does not hold.</exception>
    public static PipelineFile Read(RunOptions options)
    {
        var file = PipelineReader.Read(options.File);
        return file with
        {
            Tasks = Chosen("--only", Expanded(options.Tasks, file.Tasks), file.Tasks, task => task),
            Encoders = Chosen("--encoder", options.Encoders, file.Encoders, encoder => encoder.Name),
        };
    }

    /// <summary>"hares" stands for the twelve here, too, where the file has all of them.</summary>
    private static IReadOnlyList<string>? Expanded(IReadOnlyList<string>? wanted, IReadOnlyList<string> known) =>
        wanted is null || !TaskCatalogue.Names.All(known.Contains)
            ? wanted
            : [.. wanted.SelectMany(task => task == TaskCatalogue.Hares ? TaskCatalogue.Names : [task])];

    private static IReadOnlyList<T> Chosen<T>(string option, IReadOnlyList<string>? wanted, IReadOnlyList<T> known, Func<T, string> nameOf)
    {
        if (wanted is null) return known;
        var names = known.Select(nameOf).ToList();
        if (wanted.Count == 0) throw new UsageException($"{option} names nothing; the file has {string.Join(", ", names)}.");
        if (wanted.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new UsageException($"{option}: the file has no '{unknown}'{Nearest.Hint(unknown, names)}");
        return [.. known.Where(item => wanted.Contains(nameOf(item)))];
    }
}
