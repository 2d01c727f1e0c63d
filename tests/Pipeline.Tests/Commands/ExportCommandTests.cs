using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Commands;

[Collection("native")]
public sealed class ExportCommandTests : IDisposable
{
    private readonly Workplace _place = new(clips: 1);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Exported_weights_are_those_of_the_encoder_and_are_written_alike_again()
    {
        var (first, second) = (Beside("first.safetensors"), Beside("second.safetensors"));
        Write(new JsonObject { ["seed"] = 3 });
        var run = await CapturedRun.OfAsync("export", _place.FilePath, "--encoder", "net", "--out", first);
        Assert.Equal((ExitCode.Done, $"{first}: 22 tensors of encoder net\n"), (run.Code, run.Output));

        Write(new JsonObject { ["weights"] = first });
        Assert.Equal(ExitCode.Done, (await CapturedRun.OfAsync("export", _place.FilePath, "--encoder", "net", "--out", second)).Code);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Theory]
    [InlineData("net", "x.pth", "--out: ")]
    [InlineData("base,net", "x.safetensors", "name the one encoder")]
    [InlineData("net", "none/x.safetensors", "--out: there is no folder")]
    [InlineData("nett", "x.safetensors", "the file has no 'nett'; did you mean 'net'?")]
    [InlineData("base", "x.safetensors", "has no weights that Hares could write")]
    public async Task What_cannot_be_exported_is_bad_input_and_writes_nothing(string encoder, string output, string sentence)
    {
        Write(new JsonObject { ["seed"] = 3 });

        var run = await CapturedRun.OfAsync("export", _place.FilePath, "--encoder", encoder, "--out", Beside(output));

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(sentence, run.Error);
        Assert.False(File.Exists(Beside(output)));
    }

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(_place.FilePath)!, name);

    private void Write(JsonObject encoder)
    {
        var pipeline = Workplace.Pipeline();
        encoder["name"] = "net";
        encoder["architecture"] = "byol-a-cnn";
        encoder["dimension"] = 512;
        pipeline["encoders"]!.AsArray().Add(encoder);
        _place.Write(pipeline);
    }
}
