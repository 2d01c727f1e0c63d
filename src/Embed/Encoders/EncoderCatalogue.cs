using System.Globalization;
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
            Sizes = [new(160, 0)],
        },
        new()
        {
            Name = ByolACnn,
            Description = "Three convolutions and two dense layers, maximum plus mean over time",
            Source = "BYOL-A, arXiv 2103.06695; nttcslab/byol-a AudioNTT2020",
            FrontEnd = "byol-a",
            SampleRateHz = 16_000,
            Bands = 64,
            MinimumFrames = Encoders.ByolACnn.MinimumFrames,
            Sizes = [new(2048, 5_321_856) { MultiplyAddsPerSecond = 142_088_874 }, new(512, 600_192) { MultiplyAddsPerSecond = 83_892_906 }],
        },
        new()
        {
            Name = SlowFastNfNetF0,
            Description = "The network of HARES: a fast and a slow normaliser-free pathway",
            Source = "HARES, arXiv 2111.12124; google-deepmind/slowfast_nfnets",
            FrontEnd = "hares",
            SampleRateHz = 16_000,
            Bands = 80,
            Sizes = [new(3456, 62_970_654) { MultiplyAddsPerSecond = 1_240_409_509 }],
        },
        .. ConvolutionalEntries.All,
    ];

    /// <exception cref="EncoderException">There is no such architecture; the message names those there are.</exception>
    public static EncoderEntry Find(string architecture) =>
        Entries.FirstOrDefault(entry => entry.Name == architecture)
        ?? throw new EncoderException($"Unknown encoder architecture \"{architecture}\"; known are {string.Join(", ", Entries.Select(entry => entry.Name))}.");

    /// <summary>What the encoder's embeddings depend on. Reads the whole weights file to hash it.</summary>
    /// <param name="settings">The encoder.</param>
    /// <param name="frontEnd">The front end, spelt out: any change in it must change this text.</param>
    /// <exception cref="EncoderException">The settings do not fit the architecture, or the weights cannot be read.</exception>
    public static EncoderIdentity Identify(EncoderSettings settings, string frontEnd)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(frontEnd);
        return new()
        {
            Architecture = settings.Architecture,
            Dimension = Dimension(settings),
            Weights = settings.Architecture == LogMelStatistics ? "none"
                : settings.WeightsPath is { } path ? WeightsHash.Of(path)
                : $"seed:{settings.Seed}",
            FrontEnd = frontEnd,
            Normalisation = settings.Architecture switch
            {
                ByolACnn => string.Create(CultureInfo.InvariantCulture, $"mean {settings.Mean}, standard deviation {settings.StandardDeviation}"),
                LogMelStatistics or Cnn14 => "none",
                _ => "per window",
            },
        };
    }

    /// <summary>Makes the encoder, ready to embed; the caller disposes it.</summary>
    /// <param name="settings">The encoder.</param>
    /// <param name="device">"auto", "cpu" or "cuda".</param>
    /// <param name="threads">Threads that share a batch, where the device is the CPU; default: one for each processor.</param>
    /// <exception cref="EncoderException">The settings do not fit the architecture, the weights do not fit the network, or there is no such device.</exception>
    public static IEncoder Create(EncoderSettings settings, string device = "auto", int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1, nameof(threads));
        var dimension = Dimension(settings);
        var bands = settings.Bands ?? Find(settings.Architecture).Bands;
        var parallelism = threads ?? Environment.ProcessorCount;
        return settings.Architecture switch
        {
            ByolACnn => NetworkFactory.ByolACnn(settings, dimension, device, parallelism),
            SlowFastNfNetF0 => NetworkFactory.SlowFastNfNet(settings, bands, device, parallelism),
            Cnn14 => NetworkFactory.Cnn14(settings, device, parallelism),
            LogMelStatistics => new LogMelStatistics(bands),
            _ => NetworkFactory.Convolutional(settings, dimension, bands, device, parallelism),
        };
    }

    /// <summary>The length of the embeddings, once the settings are known to fit the architecture.</summary>
    public static int Dimension(EncoderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var entry = Find(settings.Architecture);
        var bands = settings.Bands ?? entry.Bands;
        if (bands < 1 || (entry.Name is ByolACnn or Cnn14 && bands != entry.Bands))
            throw new EncoderException($"Encoder {entry.Name} cannot take {bands} mel bands; its own front end \"{entry.FrontEnd}\" has {entry.Bands}.");
        if (entry.Name == LogMelStatistics && settings.WeightsPath is not null)
            throw new EncoderException($"Encoder {entry.Name} has no weights, but the file {settings.WeightsPath} is given.");
        int[] known = entry.Name == LogMelStatistics ? [2 * bands] : [.. entry.Sizes.Select(size => size.Dimension)];
        var dimension = settings.Dimension ?? known[0];
        return known.Contains(dimension)
            ? dimension
            : throw new EncoderException($"Encoder {entry.Name} has no embeddings of length {dimension}; known are {string.Join(", ", known)}.");
    }
}
