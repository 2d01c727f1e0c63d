using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Tasks;
using Hares.Probe;

namespace Hares.Pipeline.Configuration;

/// <summary>Reads how probes are trained.</summary>
internal static class ProbeReader
{
    /// <summary>The greatest first seed that <see cref="ProbeOptions"/> takes: those of further trainings are counted on from it.</summary>
    public const int MostSeed = int.MaxValue - 1_000;

    private const string Quick = "quick";

    /// <param name="section">The section, probe.</param>
    /// <param name="tasks">Names of the tasks, "hares" for the twelve: each has steps of its own.</param>
    public static ProbeOptions Read(Section section, IReadOnlyList<string> tasks)
    {
        var defaults = new ProbeOptions();
        var options = defaults with
        {
            Protocol = section.Choice(
                "protocol", "hares: the paper's; quick: converged logistic regression.",
                defaults.Protocol, ProbeOptions.Protocols),
            Seeds = section.Integer("seeds", "Independent trainings on the same embeddings.", defaults.Seeds, 1, 100),
            Steps = section.OptionalInteger("steps", "Training steps of protocol hares; by default the paper's for each task.", 1, 10_000_000),
            WarmUpSteps = section.OptionalInteger(
                "warmUp",
                "Steps over which protocol hares raises its learning rate, fewer than it trains for; "
                + "by default the paper's share of them, mostly one in eighty.",
                0, 10_000_000),
            BatchSize = section.OptionalInteger(
                "batch", "Clips in a training step of protocol hares; by default the paper's for each task.",
                1, 65_536),
        };
        if (options.Protocol == Quick) section.Refuse(["steps", "warmUp", "batch"], "belongs to protocol hares; quick trains until it has converged.");
        else if (WarmUpFault(options, tasks) is { } fault) section.Fault("warmUp", fault);
        return options;
    }

    private static string? WarmUpFault(ProbeOptions options, IReadOnlyList<string> tasks)
    {
        if (options.WarmUpSteps is not { } warmUp) return null;
        if (options.Steps is { } steps) return warmUp < steps ? null : $"is {warmUp}, but steps is {steps}; give fewer than that.";
        var shortest = tasks
            .SelectMany(task => task == TaskCatalogue.Hares ? TaskCatalogue.Names : [task])
            .Select(task => (Name: task, Recipe: TaskCatalogue.Names.Contains(task) ? TaskCatalogue.Find(task).Recipe : PaperRecipe.Linear))
            .Where(task => task.Recipe.SvmCosts.Count == 0)
            .OrderBy(task => task.Recipe.Steps)
            .FirstOrDefault();
        return shortest.Recipe is null || warmUp < shortest.Recipe.Steps ? null
            : $"is {warmUp}, but {shortest.Name} trains for {shortest.Recipe.Steps} steps; give fewer than that, or steps for all tasks.";
    }
}
