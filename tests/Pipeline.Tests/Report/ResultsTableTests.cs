using Hares.Pipeline.Report;

namespace Hares.Pipeline.Tests.Report;

public class ResultsTableTests
{
    [Fact]
    public void Tasks_go_down_and_encoders_across_with_intervals_chance_and_failures()
    {
        var table = ResultsTable.Text(Results(
            Encoder("log-mel", Score("esc-50", 0.765, 0.71, 0.812) with { Partial = true }, Score("notes/pitch", 0.5, 0.4, 0.6)),
            Encoder("net", Score("esc-50", 0.9, 0.88, 0.925) with { Partial = true },
                new TaskResults { Task = "notes/pitch", Metric = "accuracy", Failure = "3 of 4 clips have no embedding." })));

        Assert.Equal("""
            task              metric    chance  log-mel            net
            ------------------------------------------------------------------------
            esc-50 (partial)  accuracy  10.0    76.5 [71.0, 81.2]  90.0 [88.0, 92.5]
            notes/pitch       accuracy  10.0    50.0 [40.0, 60.0]  failed
            scores in percent [95 % bootstrap interval over test clips]
            partial: the dataset lacks clips or classes that its owners publish; not comparable with published scores
            net, notes/pitch: 3 of 4 clips have no embedding.

            """, table);
    }

    [Fact]
    public void A_run_without_probes_has_no_table() => Assert.Equal("", ResultsTable.Text(Results(Encoder("net"))));

    private static TaskResults Score(string task, double score, double low, double high) =>
        new() { Task = task, Metric = "accuracy", Score = score, Interval = [low, high], Chance = 0.1 };

    private static EncoderResults Encoder(string name, params TaskResults[] tasks) =>
        new() { Name = name, Key = "0", Parameters = 0, Dimension = 1, Domains = new DomainScores(), Tasks = tasks };

    private static RunResults Results(params EncoderResults[] encoders) => new()
    {
        Pipeline = "test",
        Started = default,
        Finished = default,
        Encoders = encoders,
        Embedding = new EmbeddingTotals(0, 0, 0, 0, 0),
        Stages = [],
    };
}
