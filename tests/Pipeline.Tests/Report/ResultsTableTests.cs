using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;

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
    public void Of_more_encoders_than_tasks_the_encoders_go_down()
    {
        var table = ResultsTable.Text(Results(
            Encoder("log-mel", Score("notes/pitch", 0.765, 0.71, 0.812)),
            Encoder("net", Score("notes/pitch", 0.5, 0.4, 0.6))));

        Assert.StartsWith("""
            task     notes/pitch
            --------------------------
            metric   accuracy
            chance   10.0
            log-mel  76.5 [71.0, 81.2]
            net      50.0 [40.0, 60.0]
            scores in percent

            """.TrimEnd(), table);
    }

    [Fact]
    public void Of_a_full_run_the_papers_scores_fit_across()
    {
        var encoders = PaperScores.Read().Select(row => row.Architecture).Distinct()
            .Select(architecture => Encoder(
                architecture, [.. TaskCatalogue.Names.Select(task => Score(task, 0.5, 0.4, 0.6) with { Paper = new Dictionary<string, double>() })]))
            .ToArray();

        var paper = PaperTable.Text(Results(encoders)).Split('\n');

        Assert.Equal(["in", "the", "paper", .. TaskCatalogue.Names], Words(paper[1]));
        Assert.StartsWith("bidir-cpc, CPC  ", paper[3]);
        Assert.InRange(paper.SkipLast(2).Max(line => line.Length), 100, 220);
    }

    [Fact]
    public void A_mean_is_marked_by_its_own_tasks()
    {
        var tasks = TaskCatalogue.All.Select(task => Score(task.Name, 0.5, 0, 1) with
        {
            Partial = task.Domain != Domain.Music,
            Synthetic = task.Name == "voxceleb",
        }).ToArray();
        var table = ResultsTable.Text(Results(Encoder("net", tasks) with { OfParts = BenchmarkScores.Of(tasks) })).Split('\n');

        Assert.Equal(["environment", "(partial)", "mean", "50.0"], Words(table[14]));
        Assert.Equal(["speech", "(synthetic)", "mean", "50.0"], Words(table[15]));
        Assert.Equal(["music", "mean", "50.0"], Words(table[16]));
        Assert.Equal(["HARES", "(synthetic)", "mean", "50.0"], Words(table[17]));
    }

    [Fact]
    public void Caveats_stand_under_the_table_once_for_all_encoders_they_hold_for()
    {
        var details = new ProbeDetails("hares", new Dictionary<string, double>(), [], ["The SVM's C was chosen on test clips."]);
        var notes = ResultsTable.Text(Results(
            Encoder("log-mel", Score("esc-50", 0.5, 0.4, 0.6) with { Unlabelled = 4, Probe = details }, Score("mine/kind", 0.5, 0.4, 0.6)),
            Encoder(
                "net",
                Score("esc-50", 0.5, 0.4, 0.6) with { Unlabelled = 4, Skipped = 1, Probe = details },
                Score("mine/kind", 0.5, 0.4, 0.6) with { Skipped = 1234 })));

        Assert.EndsWith("""
            scores in percent [95 % bootstrap interval over test clips]
            esc-50: 4 clips without a label left out.
            esc-50: The SVM's C was chosen on test clips.
            net, esc-50: 1 clip without an embedding left out; failures.csv says why.
            net, mine/kind: 1,234 clips without an embedding left out; failures.csv says why.

            """, notes);
    }

    [Fact]
    public void All_twelve_on_synthetic_sounds_give_marked_means_beside_the_papers()
    {
        var tasks = TaskCatalogue.Names.Select((task, i) =>
            Score(task, i / 10.0, 0, 1) with { Partial = true, Synthetic = true, Paper = PaperScores.Of("bidir-cpc")[0].Scores }).ToArray();
        var table = ResultsTable.Text(Results(Encoder("bidir-cpc", tasks) with { OfParts = BenchmarkScores.Of(tasks) })).Split('\n');

        Assert.Equal(["environment", "(synthetic)", "mean", "15.0"], Words(table[14]));
        Assert.Equal(["speech", "(synthetic)", "mean", "60.0"], Words(table[15]));
        Assert.Equal(["music", "(synthetic)", "mean", "100.0"], Words(table[16]));
        Assert.Equal(["HARES", "(synthetic)", "mean", "55.0"], Words(table[17]));
        Assert.Equal(["in", "the", "paper", "bidir-cpc,", "CPC", "bidir-cpc,", "CPC", "on", "LibriSpeech"], Words(table[21]));
        Assert.Equal(["audioset", "28.7", "21.3"], Words(table[23]));
        Assert.Equal(["birdsong", "77.6", "-"], Words(table[24]));
        Assert.Equal(["environment", "69.1", "59.9"], Words(table[35]));
        Assert.Equal(["speech", "72.4", "75.3"], Words(table[36]));
        Assert.Equal(["music", "57.6", "51.5"], Words(table[37]));
        Assert.Equal(["HARES", "67.6", "64.2"], Words(table[38]));
        Assert.Equal("networks trained by the authors, whole datasets; docs/hares.md lists what differs here", table[39]);
    }

    [Fact]
    public void Beside_some_tasks_the_papers_scores_of_these_and_what_other_papers_reported()
    {
        var score = Score("esc-50", 0.5, 0.4, 0.6) with { Paper = PaperScores.Of("cnn14")[0].Scores };

        Assert.EndsWith("""

            in the paper              esc-50
            --------------------------------
            cnn14, classification     93.6
            cnn14, SimCLR             78.0
            cnn14, reported by PANNs  90.8
            networks trained by the authors, whole datasets; docs/hares.md lists what differs here; reported: another paper's numbers, as HARES quotes them

            """, ResultsTable.Text(Results(Encoder("cnn14", score))));
    }

    [Fact]
    public void A_run_without_probes_has_no_table() => Assert.Equal("", ResultsTable.Text(Results(Encoder("net"))));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static TaskResults Score(string task, double score, double low, double high) =>
        new() { Task = task, Metric = "accuracy", Score = score, Interval = [low, high], Chance = 0.1 };

    private static EncoderResults Encoder(string name, params TaskResults[] tasks) =>
        new() { Name = name, Architecture = name, Key = "0", Parameters = 0, Dimension = 1, Domains = new DomainScores(), Tasks = tasks };

    private static RunResults Results(params EncoderResults[] encoders) => new()
    {
        Pipeline = "test",
        Started = default,
        Finished = default,
        Encoders = encoders,
        Embedding = new EmbeddingTotals(0, 0, 0, 0, 0, 0),
        Stages = [],
    };
}
