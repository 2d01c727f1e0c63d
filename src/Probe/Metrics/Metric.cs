namespace Hares.Probe.Metrics;

/// <summary>How the scores of test clips become one number. All equal scikit-learn's, ties included.</summary>
public enum Metric
{
    /// <summary>Share of clips whose class has the highest score (the lowest class index among equals). Single-label only.</summary>
    Accuracy,

    /// <summary>Mean over the classes present in the truth of the share recognised. Single-label only.</summary>
    BalancedAccuracy,

    /// <summary>Mean over the classes present in truth or prediction of F1. Single-label only.</summary>
    MacroF1,

    /// <summary>Mean average precision over the classes that have positives.</summary>
    MeanAveragePrecision,

    /// <summary>Mean area under the ROC curve over the classes that have both positives and negatives.</summary>
    RocAuc,
}
