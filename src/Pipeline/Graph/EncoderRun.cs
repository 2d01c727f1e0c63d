using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Clips;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Graph;

/// <summary>An encoder of the run: what it is called, what makes its embeddings what they are, and the network once it is needed.</summary>
internal sealed class EncoderRun(EncoderChoice choice, EncoderIdentity identity, EncoderInput input, Func<Embedder> build) : IDisposable
{
    private readonly HashSet<int> _triedFrames = [];
    private Embedder? _embedder;

    public string Name => choice.Name;

    public EncoderSettings Settings => choice.Settings;

    public EncoderIdentity Identity => identity;

    /// <summary>What the network is fed.</summary>
    public EncoderInput Input => input;

    /// <summary>What embeddings are rounded to for storage.</summary>
    public EmbeddingStorage Storage => identity.Stored is null ? EmbeddingStorage.Float32 : EmbeddingStorage.Float16;

    /// <summary>Length of an embedding.</summary>
    public int Dimension => identity.Dimension;

    /// <summary>Trainable parameters of the network; null where that is not known.</summary>
    public long? Parameters => EncoderCatalogue.Parameters(Settings);

    /// <summary>Embedding stage only, after <see cref="Load"/>.</summary>
    public Embedder Embedder => _embedder ?? throw new InvalidOperationException($"encoder {Name} is used before it is loaded");

    /// <summary>Builds the network and puts it on its device.</summary>
    /// <exception cref="EncoderException">The weights do not fit, or there is no such device.</exception>
    public void Load() => _embedder ??= build();

    /// <exception cref="EncoderException">There is no such device for this encoder.</exception>
    public void RequireDevice(string device) => EncoderCatalogue.RequireDevice(Settings, device);

    /// <exception cref="EncoderException">The plan's windows are too short for the network, or a user's own makes nothing of them.</exception>
    public void RequireFrames(WindowPlan plan)
    {
        var least = EncoderCatalogue.EntryOf(Settings).MinimumFrames;
        var frames = input.Frames((int)Math.Round(plan.LengthSeconds * input.SampleRateHz));
        if (frames < least)
            throw new EncoderException(FormattableString.Invariant(
                $"Encoder {Name} needs windows of {least} frames of {1000 * input.FrameSeconds:0.####} ms, but windows of {plan} have {frames}."));
        if (_triedFrames.Add(frames)) EncoderCatalogue.TryWindow(Settings, frames);
    }

    /// <inheritdoc/>
    public void Dispose() => _embedder?.Dispose();
}
