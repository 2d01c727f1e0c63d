using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Features;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Graph;

/// <summary>An encoder of the run: what it is called, what makes its embeddings what they are, and the network once it is needed.</summary>
/// <remarks>The embedder is built by the first batch, on the embedding stage's own thread, and disposed by the run.</remarks>
internal sealed class EncoderRun(EncoderChoice choice, EncoderIdentity identity, FrontEnd frontEnd, Func<Embedder> build) : IDisposable
{
    private Embedder? _embedder;

    public string Name => choice.Name;

    public EncoderSettings Settings => choice.Settings;

    public EncoderIdentity Identity => identity;

    public FrontEnd FrontEnd => frontEnd;

    /// <summary>Length of an embedding.</summary>
    public int Dimension => identity.Dimension;

    /// <summary>Trainable parameters of the network.</summary>
    public long Parameters => EncoderCatalogue.Find(Settings.Architecture).Sizes.First(size => size.Dimension == Dimension).Parameters;

    /// <summary>Embedding stage only.</summary>
    public Embedder Embedder => _embedder ??= build();

    /// <inheritdoc/>
    public void Dispose() => _embedder?.Dispose();
}
