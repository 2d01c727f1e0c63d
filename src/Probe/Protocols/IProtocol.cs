namespace Hares.Probe.Protocols;

/// <summary>
/// Fits probes. A fit is shown a fold's training side only, so that nothing can be chosen on test clips. The one exception is made before any:
/// <see cref="Svm.SvmProtocol.ChosenOn"/>.
/// </summary>
internal interface IProtocol
{
    /// <summary>The settings in force, for the report.</summary>
    IReadOnlyDictionary<string, double> Settings { get; }

    /// <summary>What a reader of the score should know of the protocol itself.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>One fit for every seed, in their order.</summary>
    IReadOnlyList<Fit> Fit(TrainingSide side, CancellationToken cancellation);
}
