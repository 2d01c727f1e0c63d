namespace Hares.Embed.Encoders.Own;

/// <summary>Joins a user's own network with what the catalogue says of its own.</summary>
internal static class OwnModels
{
    /// <summary>The entry that a pipeline joins front ends and windows by.</summary>
    public static EncoderEntry Entry(OwnModelSettings settings)
    {
        var input = new OwnInput(settings);
        return new()
        {
            Name = Name(settings),
            Description = "The user's own network",
            Source = settings.Path,
            FrontEnd = settings.FrontEnd,
            SampleRateHz = input.SampleRateHz,
            Bands = input.Bands,
            ActivationBytesPerFrame = MostActivationBytesPerFrame(isWaveform: settings.FrontEnd is null),
            Sizes = [],
        };
    }

    /// <summary>Runs the network on a few windows, for only that shows the length of its embeddings.</summary>
    public static EncoderIdentity Identify(OwnModelSettings settings, Pooling? pooling, string frontEnd)
    {
        var weights = IdentifiedWeights.Remember(settings.Path, ModelHash.Of(settings));
        using var encoder = Open(settings, pooling, "cpu", Environment.ProcessorCount);
        return new()
        {
            Architecture = Name(settings),
            Dimension = encoder.Dimension,
            Weights = weights,
            FrontEnd = frontEnd,
            Normalisation = new OwnInput(settings).Normalisation.ToString(),
            Output = settings.Output,
            Length = settings.Length,
            Pooling = pooling is { } chosen ? PoolingNames.Of(chosen) : null,
        };
    }

    /// <summary>Runs the network on a few windows, as whenever it is loaded, and then on one of such a length.</summary>
    /// <exception cref="EncoderException">It makes no embedding of it.</exception>
    public static void Try(OwnModelSettings settings, Pooling? pooling, int frames)
    {
        using var encoder = Loaded(settings, pooling, "cpu", Environment.ProcessorCount);
        encoder.Try(frames);
    }

    /// <exception cref="EncoderException">The network cannot be loaded, makes no embeddings, or has changed since it was identified.</exception>
    public static OwnEncoder Open(OwnModelSettings settings, Pooling? pooling, string device, int threads)
    {
        var encoder = Loaded(settings, pooling, device, threads);
        try
        {
            IdentifiedWeights.RequireUnchanged(settings.Path, () => ModelHash.Of(settings));
            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static OwnEncoder Loaded(OwnModelSettings settings, Pooling? pooling, string device, int threads)
    {
        var bands = new OwnInput(settings).Bands;
        return new OwnEncoder(
            settings.Format == ModelFormat.Onnx
                ? OnnxModel.Open(settings, bands, device, threads)
                : TorchScriptModel.Open(settings, bands, device, threads),
            settings,
            pooling);
    }

    /// <summary>Nobody knows what the user's own takes: as much as the most demanding of the catalogue.</summary>
    private static int MostActivationBytesPerFrame(bool isWaveform) =>
        EncoderCatalogue.Entries.Where(entry => entry.FrontEnd is null == isWaveform).Max(entry => entry.ActivationBytesPerFrame);

    private static string Name(OwnModelSettings settings) => settings.Format == ModelFormat.Onnx ? "onnx" : "torchscript";
}
