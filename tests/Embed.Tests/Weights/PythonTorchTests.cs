using System.Diagnostics;
using System.Globalization;
using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Weights;

/// <summary>A network trained by Python torch while the test runs; skipped where there is none.</summary>
[Collection("native"), Trait("Category", "Slow")]
public sealed class PythonTorchTests
{
    [Fact]
    public async Task A_network_trained_in_Python_gives_the_same_embedding_here()
    {
        var folder = Directory.CreateDirectory(Some.TemporaryFile()).FullName;
        var printed = await PythonAsync(OtherFile.Path("train_byol_a.py"), folder);
        Assert.SkipWhen(printed is null, "there is no Python with torch");

        var expected = printed.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        var window = Enumerable.Range(0, 96 * 64).Select(i => MathF.Sin(i * 0.05f)).ToArray();
        foreach (var file in new[] { "checkpoint.pth", "legacy.pth" })
        {
            var settings = new EncoderSettings
            {
                Architecture = "byol-a-cnn",
                Dimension = 512,
                WeightsPath = Path.Combine(folder, file),
                Mean = 0,
                StandardDeviation = 1,
            };
            using var encoder = EncoderCatalogue.Create(settings, "cpu", threads: 1);
            Assert.InRange(Deviation.Worst(expected, encoder.Embed([window], 96)[0]), 0, 1e-4);
        }
    }

    /// <summary>The lines of docs/your-own-encoder.md are run as they stand there, on weights that are drawn instead of downloaded.</summary>
    [Theory]
    [InlineData("resnet50", "resnet50")]
    [InlineData("efficientnet-b0", "efficientnet_b0")]
    [InlineData("vit-base", "vit_b_16")]
    public async Task Weights_of_torchvision_load_once_made_fit_as_the_docs_say(string architecture, string original)
    {
        var path = Some.TemporaryFile() + ".pth";
        var printed = await PythonAsync(OtherFile.Path("docs_torchvision.py"), Repository.File("docs/your-own-encoder.md"), original, path);
        Assert.SkipWhen(printed is null, "there is no Python with torch");
        using var encoder = EncoderCatalogue.Create(new EncoderSettings { Architecture = architecture, WeightsPath = path }, "cpu", threads: 1);
        Assert.All(encoder.Embed(Some.LogMel(1, 304, 80), 304)[0], value => Assert.True(float.IsFinite(value)));
    }

    private static async Task<string?> PythonAsync(params string[] arguments)
    {
        var python = new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.FirstOrDefault(File.Exists);
        if (python is null)
            return null;
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0 && (await errors).Contains("No module named 'torch'"))
            return null;
        Assert.True(process.ExitCode == 0, await errors);
        return output.Trim();
    }
}
