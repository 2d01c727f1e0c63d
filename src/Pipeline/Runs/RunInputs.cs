using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;

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
            Tasks = Chosen("--only", options.Tasks, file.Tasks, task => task),
            Encoders = Chosen("--encoder", options.Encoders, file.Encoders, encoder => encoder.Name),
        };
    }

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
