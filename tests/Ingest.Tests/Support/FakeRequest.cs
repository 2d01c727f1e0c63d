namespace Hares.Ingest.Tests.Support;

/// <summary>What a client asked of a <see cref="FakeServer"/>.</summary>
/// <param name="Number">Counted from one.</param>
/// <param name="From">The first byte asked for; 0 without a range.</param>
internal sealed record FakeRequest(int Number, string Path, long From, string? IfRange);
