using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Commands;

/// <summary>Messages are no results: where they cannot be written, the run goes on without them.</summary>
[Collection("native")]
public sealed class MessageWriterTests : IDisposable
{
    private readonly Workplace _place = new(clips: 12);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("2>/dev/full", "plain")]
    [InlineData("2>/dev/full", "none")]
    [InlineData("2>&-", "auto")]
    public async Task A_run_whose_standard_error_is_full_or_closed_gives_its_results(string redirection, string progress)
    {
        using var run = HaresProcess.Redirected(redirection, "run", _place.FilePath, "--progress", progress);

        Assert.Equal(ExitCode.Done, await run.ExitAsync());
        Assert.Contains("tones/pitch", await run.OutputAsync());
        Assert.NotNull(_place.Results()["encoders"]![0]!["tasks"]![0]!["score"]);
    }

    [Fact]
    public async Task A_fault_that_cannot_be_told_keeps_its_exit_code()
    {
        using var run = HaresProcess.Redirected("2>&-", "run", "/nowhere/x.json");

        Assert.Equal(ExitCode.BadInput, await run.ExitAsync());
    }

    [Theory]
    [InlineData(">/dev/full")]
    [InlineData(">&-")]
    public async Task Results_that_cannot_be_printed_are_a_fault_that_says_where_they_are(string redirection)
    {
        using var run = HaresProcess.Redirected(redirection, "run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.Failed, await run.ExitAsync());
        Assert.Contains($"The run is done and its results are in {Path.GetDirectoryName(_place.Latest)}", await run.ErrorAsync());
        Assert.NotNull(_place.Results()["encoders"]);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ObjectDisposedException))]
    public void What_cannot_be_written_is_given_up(Type fault)
    {
        using var writer = new MessageWriter(new BrokenWriter(() => (Exception)Activator.CreateInstance(fault, "stderr")!));

        writer.WriteLine("a line");
        writer.Write("text");
        writer.Write(['c'], 0, 1);
        writer.Write('c');
        writer.Flush();
    }

    [Fact]
    public void A_bug_of_the_writer_is_none_of_these()
    {
        using var writer = new MessageWriter(new BrokenWriter(() => new InvalidOperationException("a bug")));

        Assert.Throws<InvalidOperationException>(() => writer.WriteLine("a line"));
    }

    [Fact]
    public void What_can_be_written_is_passed_on()
    {
        using var written = new StringWriter();
        using var writer = new MessageWriter(written);

        writer.WriteLine("a line");
        writer.Write("text");
        writer.Write(['x', 'y'], 1, 1);
        writer.Write('z');

        Assert.Equal($"a line{Environment.NewLine}textyz", written.ToString());
        Assert.Equal(written.Encoding, writer.Encoding);
    }

    private sealed class BrokenWriter(Func<Exception> fault) : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw fault();

        public override void Flush() => throw fault();
    }
}
