using Hares.Ingest.Audio;

namespace Hares.Pipeline.Report;

/// <summary>A clip that an encoder could not embed: a row of failures.csv.</summary>
internal sealed record Failure(string Encoder, string Dataset, string Clip, SkipReason Reason, string Detail);
