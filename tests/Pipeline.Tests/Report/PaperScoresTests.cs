using Hares.Embed.Encoders;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Tests.Report;

public class PaperScoresTests
{
    [Fact]
    public void Rows_of_all_twelve_tasks_average_to_the_printed_means() =>
        Assert.All(Whole, row =>
        {
            Assert.Equal(row.Scores["hares"], TaskCatalogue.Names.Average(task => row.Scores[task]), 0.0006);
            foreach (var domain in Enum.GetValues<Domain>())
                Assert.Equal(
                    row.Scores[domain.ToString().ToLowerInvariant()],
                    TaskCatalogue.All.Where(task => task.Domain == domain).Average(task => row.Scores[task.Name]), 0.0006);
        });

    [Fact]
    public void Every_architecture_of_the_paper_is_there_as_often_as_it_was_trained()
    {
        Assert.Equal(27, Whole.Count());
        Assert.Equal(
            ["clmr", "cola"],
            PaperScores.Read().Select(row => row.Architecture).Except(EncoderCatalogue.Entries.Select(entry => entry.Name)));
        Assert.All(PaperScores.Read().GroupBy(row => row.Architecture), rows => Assert.Distinct(rows.Select(row => row.Training)));
    }

    [Theory]
    [InlineData("bidir-cpc", "CPC on LibriSpeech", 0.642, 0.599, 0.753, 0.515)]
    [InlineData("wav2vec2-base", "wav2vec 2.0", 0.421, 0.483, 0.412, 0.354)]
    public void Encoders_of_which_the_paper_prints_only_means_have_these_and_AudioSet(
        string architecture, string training, double hares, double environment, double speech, double music)
    {
        var row = PaperScores.Of(architecture).Single(row => row.Training == training);

        Assert.Equal(new PaperMeans(training, "table 2", hares, new DomainScores(environment, speech, music), null), row.Means);
        Assert.Equal("audioset", Assert.Single(row.Scores.Keys.Intersect(TaskCatalogue.Names)));
    }

    [Fact]
    public void Time_of_a_training_step_is_printed_for_the_networks_of_table_3() =>
        Assert.Equal([131.1, 188.0, 203.7, 207.9, 158.0, 280.9], new[]
        {
            "slowfast-resnet50-no-norm", "slowfast-resnet50", "slowfast-resnet50-ln", "slowfast-resnet50-in",
            "slowfast-nf-resnet50", "slowfast-nfnet-f0",
        }.Select(network => PaperScores.Of(network).Single(row => row.Training == "SimCLR").TrainingStepMilliseconds!.Value));

    [Theory]
    [InlineData("cola", "speech-commands-v2", 0.624)]
    [InlineData("byol-a-cnn", "speech-commands-v2", 0.922)]
    [InlineData("cnn14", "esc-50", 0.908)]
    [InlineData("clmr", "magnatagatune", 0.36)]
    public void Scores_of_other_papers_are_marked_as_reported(string architecture, string task, double score) =>
        Assert.Equal(
            (score, "table 4"),
            PaperScores.Of(architecture).Where(row => row.IsReported).Select(row => (row.Scores[task], row.Source)).Single());

    [Fact]
    public void The_best_encoder_of_the_paper_is_there()
    {
        var best = Whole.MaxBy(row => row.Scores["hares"])!;

        Assert.Equal(
            ("slowfast-nfnet-f0", "SimCLR", "table 9", 0.746, 0.649),
            (best.Architecture, best.Training, best.Source, best.Scores["hares"], best.Scores["voxceleb"]));
    }

    private static IEnumerable<PaperRow> Whole => PaperScores.Read().Where(row => TaskCatalogue.Names.All(row.Scores.ContainsKey));

    [Fact]
    public void An_architecture_that_is_not_the_papers_has_no_rows() => Assert.Empty(PaperScores.Of("log-mel-statistics"));
}
