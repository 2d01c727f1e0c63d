using Hares.Ingest.Audio;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Tests.Report;

public class FailuresCsvTests
{
    [Fact]
    public void Rows_are_ordered_and_quoted_where_they_must_be()
    {
        var text = new StringWriter();
        FailuresCsv.Write(text, [
            new Failure("b", "set", "z.wav", SkipReason.NotAFile, "a folder"),
            new Failure("a", "set", "y,1.wav", SkipReason.Damaged, "the \"header\" lies"),
            new Failure("a", "set", "x.wav", SkipReason.TooLong, "two\nlines"),
        ]);

        Assert.Equal(
            "encoder,dataset,clip,reason,detail\n" +
            "a,set,x.wav,too-long,\"two\nlines\"\n" +
            "a,set,\"y,1.wav\",damaged,\"the \"\"header\"\" lies\"\n" +
            "b,set,z.wav,not-a-file,a folder\n", text.ToString());
    }
}
