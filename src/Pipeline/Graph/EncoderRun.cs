using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Clips;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Graph;

/// <summary>
/// An encoder of the run: what it is called, what makes its embeddings what they are, and a copy of the network on each device once needed.
/// </summary>
/// <param name="build">Builds a copy on a device that so many copies share.</param>
internal sealed class EncoderRun(EncoderChoice choice, EncoderIdentity identity, EncoderInput input, Func<string, int, IEncoder> build) : IDisposable
{
    private readonly HashSet<int> _triedFrames = [];
    private IReadOnlyList<string> _devices = [];
    private Embedder?[] _embedders = [];

    public string Name => choice.Name;

    public EncoderSettings Settings => choice.Settings;

    public EncoderIdentity Identity => identity;

    /// <summary>What the cache calls its embeddings: encoders of one key give the same.</summary>
    public string Key { get; } = identity.Key();

    /// <summary>What the network is fed.</summary>
    public EncoderInput Input => input;

    /// <summary>What embeddings are rounded to for storage.</summary>
    public EmbeddingStorage Storage => identity.Stored is null ? EmbeddingStorage.Float32 : EmbeddingStorage.Float16;

    /// <summary>Length of an embedding.</summary>
    public int Dimension => identity.Dimension;

    /// <summary>Trainable parameters of the network; null where that is not known.</summary>
    public long? Parameters => EncoderCatalogue.Parameters(Settings);

    /// <summary>What a frame of a window takes; as if there were no network until <see cref="Place"/> has found its devices.</summary>
    public WindowSizes FrameSizes => new(
        input.Bands * sizeof(float),
        _devices.Count(device => device == DeviceNames.Cpu) * (double)EncoderCatalogue.ActivationBytesPerFrame(Settings),
        IsOnGpu: _devices.Count > 0 && !_devices.Contains(DeviceNames.Cpu));

    /// <summary>Finds the devices asked for, before anything is built.</summary>
    /// <exception cref="EncoderException">One is not there.</exception>
    public void Place(IReadOnlyList<string> devices) => _devices = [.. devices.Select(device => EncoderCatalogue.DeviceOf(Settings, device))];

    /// <summary>Builds a copy of the network on each of its devices, all at the same time.</summary>
    /// <param name="turns">One for each device, which all encoders share there: a GPU computes one batch after another.</param>
    /// <exception cref="EncoderException">The weights do not fit.</exception>
    public async Task LoadAsync(BatchLimit limit, IReadOnlyList<Lock> turns)
    {
        _embedders = new Embedder?[_devices.Count];
        await Task.WhenAll(_devices.Select((_, place) => Task.Run(() => Build(place, limit, turns[place]))));
    }

    /// <summary>The copy that a worker of the embedding stage feeds: workers take turns at the devices. After <see cref="LoadAsync"/>.</summary>
    public Embedder For(int worker) => _embedders.Length > 0 && _embedders[worker % _embedders.Length] is { } embedder
        ? embedder
        : throw new InvalidOperationException($"encoder {Name} is used before it is loaded");

    /// <summary>How many windows of this length every device takes at once, as far as is known; after <see cref="LoadAsync"/>.</summary>
    public int WindowsAtOnce(int frames) => _embedders.Min(embedder => embedder!.WindowsAtOnce(frames));

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
    public void Dispose()
    {
        foreach (var embedder in _embedders) embedder?.Dispose();
    }

    private void Build(int place, BatchLimit limit, Lock turn)
    {
        var (device, sharing) = (_devices[place], _devices.Count(device => device == _devices[place]));
        var own = device == DeviceNames.Cpu; // what the processor computes while others want a GPU need not wait for it
        _embedders[place] = new Embedder(build(device, sharing), limit, Storage, turn: own ? null : turn, name: Name);
    }
}
