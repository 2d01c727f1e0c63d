using Hares.Pipeline.Report;

namespace Hares.Pipeline.Tests.Report;

public class SpectrogramPictureTests
{
    [Fact]
    public void Few_frames_are_shown_each_the_highest_band_on_top()
    {
        var levels = SpectrogramPicture.Levels([1, 2, 3, 4, 5, 6], bands: 2, mostColumns: 3, out var framesPerColumn);

        Assert.Equal(1, framesPerColumn);
        Assert.Equal(new double[,] { { 2, 4, 6 }, { 1, 3, 5 } }, levels);
    }

    [Fact]
    public void Of_many_frames_none_is_left_out_each_column_is_the_mean_of_its_own()
    {
        var levels = SpectrogramPicture.Levels([1, 5, 3, 3, 2, 8, 7], bands: 1, mostColumns: 3, out var framesPerColumn);

        Assert.Equal(3, framesPerColumn);
        Assert.Equal(3, levels[0, 0], 12);
        Assert.Equal(13 / 3.0, levels[0, 1], 12);
        Assert.Equal(7, levels[0, 2], 12); // the last has what is left
    }
}
