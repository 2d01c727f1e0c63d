namespace Hares.Pipeline.Report;

/// <summary>The means that the paper prints for an architecture trained in one way, as fractions; null where it prints none.</summary>
internal sealed record PaperMeans(string Training, string Source, double? Hares, DomainScores Domains, double? TrainingStepMilliseconds);
