using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Tests.Report;

public class PaperScoresTests
{
    [Fact]
    public void Every_row_averages_to_the_printed_hares_score() =>
        Assert.All(PaperScores.Read(), row => Assert.Equal(row.Scores["hares"], TaskCatalogue.Names.Average(task => row.Scores[task]), 0.0006));

    [Fact]
    public void The_best_encoder_of_the_paper_is_there()
    {
        var best = PaperScores.Read().MaxBy(row => row.Scores["hares"])!;

        Assert.Equal(("slowfast-nfnet-f0", "SimCLR", "table 9", 0.746, 0.649), (best.Architecture, best.Training, best.Source, best.Scores["hares"], best.Scores["voxceleb"]));
    }

    [Fact]
    public void An_architecture_that_is_not_the_papers_has_no_rows() => Assert.Empty(PaperScores.Of("log-mel-statistics"));
}
