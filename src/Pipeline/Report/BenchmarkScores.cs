using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Report;

/// <summary>Means over the benchmark's tasks: of each domain, and of all twelve (not of the three domains: so the paper).</summary>
/// <param name="Hares">Mean of the twelve; null when one of them has no score.</param>
/// <param name="Domains">Means of the domains.</param>
internal sealed record BenchmarkScores(double? Hares, DomainScores Domains)
{
    /// <summary>The means of those results that count.</summary>
    public static BenchmarkScores Of(IEnumerable<TaskResults> results)
    {
        var scores = results.Where(result => result.Score is not null).ToDictionary(result => result.Task, result => result.Score!.Value);
        return new BenchmarkScores(Mean(TaskCatalogue.All),
            new DomainScores(Mean(Tasks(Domain.Environment)), Mean(Tasks(Domain.Speech)), Mean(Tasks(Domain.Music))));

        double? Mean(IEnumerable<TaskDefinition> tasks) =>
            tasks.All(task => scores.ContainsKey(task.Name)) ? tasks.Average(task => scores[task.Name]) : null;

        static IEnumerable<TaskDefinition> Tasks(Domain domain) => TaskCatalogue.All.Where(task => task.Domain == domain);
    }
}
