using System.Globalization;
using Hares.Embed.Cache;
using Hares.Embed.Encoders.Own;
using Hares.Embed.Weights;

namespace Hares.Embed.Encoders;

/// <summary>The encoders that can be named in a pipeline file. Listing them and naming their cache loads no tensor library.</summary>
public static class EncoderCatalogue
{
    /// <summary>The baseline without a network.</summary>
    public const string LogMelStatistics = "log-mel-statistics";
    /// <summary>The network of BYOL-A.</summary>
    public const string ByolACnn = "byol-a-cnn";
    /// <summary>The network of HARES.</summary>
    public const string SlowFastNfNetF0 = "slowfast-nfnet-f0";
    /// <summary>The largest network of PANNs.</summary>
    public const string Cnn14 = "cnn14";
    /// <summary>EfficientNet-B0.</summary>
    public const string EfficientNetB0 = "efficientnet-b0";
    /// <summary>ResNet-50.</summary>
    public const string ResNet50 = "resnet50";
    /// <summary>SlowFast ResNet-50 with batch norm.</summary>
    public const string SlowFastResNet50 = "slowfast-resnet50";
    /// <summary>SlowFast ResNet-50 without normalisation.</summary>
    public const string SlowFastResNet50NoNorm = "slowfast-resnet50-no-norm";
    /// <summary>SlowFast ResNet-50 with layer norm.</summary>
    public const string SlowFastResNet50LayerNorm = "slowfast-resnet50-ln";
    /// <summary>SlowFast ResNet-50 with instance norm.</summary>
    public const string SlowFastResNet50InstanceNorm = "slowfast-resnet50-in";
    /// <summary>SlowFast ResNet-50, normaliser-free.</summary>
    public const string SlowFastNfResNet50 = "slowfast-nf-resnet50";
    /// <summary>NFNet-F0.</summary>
    public const string NfNetF0 = "nfnet-f0";
    /// <summary>The vision transformer, on log-mel.</summary>
    public const string VitBase = "vit-base";
    /// <summary>The network of wav2vec 2.0.</summary>
    public const string Wav2Vec2Base = "wav2vec2-base";
    /// <summary>Contrastive predictive coding in two directions.</summary>
    public const string BidirCpc = "bidir-cpc";

    /// <summary>All architectures, the simplest first.</summary>
    public static IReadOnlyList<EncoderEntry> Entries { get; } =
    [
        new()
        {
            Name = LogMelStatistics,
            Description = "Mean and standard deviation of each band over time: the baseline of every report",
            Source = "no network, no weights",
            FrontEnd = "hares",
            SampleRateHz = 16_000,
            Bands = 80,
            ActivationBytesPerFrame = 0,
            Sizes = [new(160, 0)],
        },
        new()
        {
            Name = ByolACnn,
            Description = "Three convolutions and two dense layers, maximum plus mean over time",
            Source = "BYOL-A, arXiv 2103.06695; AudioNTT2020",
            FrontEnd = "byol-a",
            SampleRateHz = 16_000,
            Bands = 64,
            MinimumFrames = Encoders.ByolACnn.MinimumFrames,
            ActivationBytesPerFrame = 40_000,
            Poolings = [Pooling.MeanMax, Pooling.Mean, Pooling.MeanDeviation],
            Sizes = [new(2048, 5_321_856) { MultiplyAddsPerSecond = 142_088_874 }, new(512, 600_192) { MultiplyAddsPerSecond = 83_892_906 }],
        },
        new()
        {
            Name = SlowFastNfNetF0,
            Description = "The network of HARES: a fast and a slow normaliser-free pathway",
            Source = "HARES, arXiv 2111.12124; slowfast_nfnets",
            FrontEnd = "hares",
            SampleRateHz = 16_000,
            Bands = 80,
            ActivationBytesPerFrame = 90_000,
            Poolings = EncoderEntry.OverTime,
            Sizes = [new(3456, 62_970_654) { MultiplyAddsPerSecond = 1_240_409_509 }],
        },
        .. ConvolutionalEntries.All,
        .. SequenceEntries.All,
    ];

    /// <exception cref="EncoderException">There is no such architecture; the message names those there are.</exception>
    public static EncoderEntry Find(string architecture) =>
        Entries.FirstOrDefault(entry => entry.Name == architecture)
        ?? throw new EncoderException(
            $"Unknown encoder architecture \"{architecture}\"; known are {string.Join(", ", Entries.Select(entry => entry.Name))}.");

    /// <summary>What is known of an encoder beforehand, be it of the catalogue or the user's own.</summary>
    /// <exception cref="EncoderException">There is no such architecture.</exception>
    public static EncoderEntry EntryOf(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Model is { } model ? OwnModels.Entry(model) : Find(settings.Architecture);
    }

    /// <summary>Whether it is a network of the catalogue: not the user's own, and not the baseline.</summary>
    public static bool IsNetwork(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings is { Model: null, Architecture: not LogMelStatistics };
    }

    /// <summary>What a window takes in the network, as <see cref="EncoderEntry.ActivationBytesPerFrame"/>.</summary>
    /// <exception cref="EncoderException">There is no such architecture.</exception>
    public static int ActivationBytesPerFrame(EncoderSettings settings) => EntryOf(settings).ActivationBytesPerFrame;

    /// <summary>
    /// What the encoder's embeddings depend on. Runs a user's own network on a few windows. Reads the whole weights file to hash it; what <see cref="Create"/>
    /// loads later in this process must be the same.
    /// </summary>
    /// <param name="settings">The encoder.</param>
    /// <param name="frontEnd">The front end, spelt out: any change in it must change this text.</param>
    /// <exception cref="EncoderException">The settings do not fit the architecture, or the weights cannot be read.</exception>
    public static EncoderIdentity Identify(EncoderSettings settings, string frontEnd)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(frontEnd);
        if (settings.Model is { } model)
            return OwnModels.Identify(model, settings.Pooling, frontEnd);
        var entry = Find(settings.Architecture);
        return new()
        {
            Architecture = settings.Architecture,
            Dimension = Dimension(settings),
            Weights = settings.Architecture == LogMelStatistics ? "none"
                : settings.WeightsPath is { } path ? IdentifiedWeights.Remember(path, WeightsHash.Of(path))
                : $"seed:{settings.Seed}",
            FrontEnd = frontEnd,
            Normalisation = settings.Architecture switch
            {
                ByolACnn => string.Create(CultureInfo.InvariantCulture, $"mean {settings.Mean}, standard deviation {settings.StandardDeviation}"),
                LogMelStatistics or Cnn14 or Wav2Vec2Base or BidirCpc => "none",
                _ => "per window",
            },
            Precision = settings.Precision == Precision.Bfloat16 && IsNetwork(settings) ? "bfloat16" : "float32",
            Pooling = settings.Pooling is { } pooling && pooling != entry.Poolings[0] ? PoolingNames.Of(pooling) : null,
            Layer = settings.Layer == entry.Layers ? null : settings.Layer,
        };
    }

    /// <summary>
    /// Whether the weights file, where there is one, fits the network: found by making the network and letting it go. A user's own network shows it
    /// when it is identified.
    /// </summary>
    /// <exception cref="EncoderException">It does not, or holds numbers that are not finite.</exception>
    public static void RequireWeights(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.WeightsPath is not null)
            Create(settings, "cpu").Dispose();
    }

    /// <summary>Runs a user's own network on a few windows and then on one of such a length; others are known to take it.</summary>
    /// <exception cref="EncoderException">The network makes no embedding of it.</exception>
    public static void TryWindow(EncoderSettings settings, int frames)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        if (settings.Model is { } model)
            OwnModels.Try(model, settings.Pooling, frames);
    }

    /// <summary>Makes the encoder, ready to embed; the caller disposes it.</summary>
    /// <param name="settings">The encoder.</param>
    /// <param name="device">One of <see cref="DeviceNames"/>.</param>
    /// <param name="threads">Threads that share a batch, where the device is the CPU; default: one for each processor.</param>
    /// <exception cref="EncoderException">
    /// The settings do not fit the architecture, the weights do not fit the network or have changed since they were identified, or there is no such
    /// device.
    /// </exception>
    public static IEncoder Create(EncoderSettings settings, string device = "auto", int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1, nameof(threads));
        var parallelism = threads ?? Environment.ProcessorCount;
        if (settings.Model is { } model)
            return OwnModels.Open(model, settings.Pooling, device, parallelism);
        var (dimension, entry) = (Dimension(settings), Find(settings.Architecture));
        var bands = settings.Bands ?? entry.Bands;
        return settings.Architecture switch
        {
            LogMelStatistics => new LogMelStatistics(bands),
            ByolACnn => NetworkFactory.ByolACnn(settings, Size(settings).Dimension, dimension, device, parallelism),
            Cnn14 => NetworkFactory.Cnn14(settings, dimension, device, parallelism),
            VitBase => NetworkFactory.VitBase(settings, dimension, device, parallelism),
            Wav2Vec2Base => NetworkFactory.Wav2Vec2Base(settings, dimension, device, parallelism),
            BidirCpc => NetworkFactory.BidirCpc(settings, dimension, device, parallelism),
            _ => NetworkFactory.Convolutional(settings, dimension, bands, device, parallelism),
        };
    }

    /// <summary>
    /// Where an encoder is computed when this device is asked for: "cpu", or a GPU by its number, as "cuda:0". Loads what would run it.
    /// </summary>
    /// <param name="settings">The encoder.</param>
    /// <param name="device">One of <see cref="DeviceNames"/>.</param>
    /// <exception cref="EncoderException">There is no such device.</exception>
    public static string DeviceOf(EncoderSettings settings, string device)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings switch
        {
            { Model.Format: ModelFormat.Onnx } => OnnxModel.DeviceOf(device),
            { Model: null, Architecture: LogMelStatistics } => DeviceNames.Cpu,
            _ => TorchDevice.NameOf(TorchDevice.Of(device)),
        };
    }

    /// <summary>
    /// Writes the weights of a network of the catalogue as safetensors, under the names used here. An existing file is replaced, whole or not at all.
    /// </summary>
    /// <returns>How many tensors there are.</returns>
    /// <exception cref="EncoderException">The encoder has no weights, or they do not fit the network.</exception>
    public static int Export(EncoderSettings settings, string path)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (settings.Model is not null || settings.Architecture == LogMelStatistics)
            throw new EncoderException($"Encoder {EntryOf(settings).Name} has no weights that Hares could write.");
        var temporary = DurableFile.TemporaryBeside(path);
        try
        {
            Create(settings with { ExportPath = temporary }, "cpu").Dispose();
            DurableFile.MoveIntoPlace(temporary, Path.GetFullPath(path));
        }
        finally
        {
            File.Delete(temporary);
        }

        using var written = TensorFile.Open(path);
        return written.Tensors.Count;
    }

    /// <summary>The length of the embeddings, once the settings are known to fit the architecture.</summary>
    /// <exception cref="EncoderException">They do not; the message names what would.</exception>
    public static int Dimension(EncoderSettings settings) => Size(settings).Dimension * (settings.Pooling == Pooling.MeanDeviation ? 2 : 1);

    /// <summary>Trainable parameters of the network; null for a user's own, whose file does not say.</summary>
    /// <exception cref="EncoderException">The settings do not fit the architecture.</exception>
    public static int? Parameters(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Model is null ? Size(settings).Parameters : null;
    }

    private static EncoderSize Size(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var entry = Find(settings.Architecture);
        Check(entry, settings);
        IReadOnlyList<EncoderSize> known = entry.Name == LogMelStatistics ? [new(2 * (settings.Bands ?? entry.Bands), 0)] : entry.Sizes;
        return known.FirstOrDefault(size => size.Dimension == (settings.Dimension ?? known[0].Dimension))
            ?? throw new EncoderException(
                $"Encoder {entry.Name} has no embeddings of length {settings.Dimension}; "
                + $"known are {string.Join(", ", known.Select(size => size.Dimension))}.");
    }

    private static void Check(EncoderEntry entry, EncoderSettings settings)
    {
        var bands = settings.Bands ?? entry.Bands;
        if (bands < 1 || (bands != entry.Bands && HasFixedBands(entry)))
            throw new EncoderException(
                $"Encoder {entry.Name} cannot take {bands} mel bands; "
                + $"its own input{(entry.FrontEnd is { } own ? $", front end \"{own}\"," : ", the waveform,")} has {entry.Bands}.");
        if (entry.Name == LogMelStatistics && settings.WeightsPath is not null)
            throw new EncoderException($"Encoder {entry.Name} has no weights, but the file {settings.WeightsPath} is given.");
        if (settings.Pooling is { } pooling && !entry.Poolings.Contains(pooling))
            throw new EncoderException(
                $"Encoder {entry.Name} has no pooling \"{PoolingNames.Of(pooling)}\"; {Known(entry.Poolings.Select(PoolingNames.Of))}.");
        if (settings.Layer is { } layer && (layer < 1 || layer > entry.Layers))
            throw new EncoderException(
                $"Encoder {entry.Name} has no layer {layer} to choose; {Known(entry.Layers == 0 ? [] : [$"1 to {entry.Layers}"])}.");
    }

    private static bool HasFixedBands(EncoderEntry entry) => entry.FrontEnd is null || entry.Name is ByolACnn or Cnn14 or VitBase;

    private static string Known(IEnumerable<string> choices) => choices.Any() ? $"known are {string.Join(", ", choices)}" : "it offers no choice";
}
