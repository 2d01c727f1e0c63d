using Hares.Probe.Protocols.Convex;

namespace Hares.Probe.Protocols.Quick;

/// <summary>Logistic regression at falling strengths: multinomial, or one against the rest for many labels.</summary>
internal static class LogisticPath
{
    private const double LeastLoss = 0.1; // of a smaller one, sums in single precision show no smaller share

    /// <inheritdoc cref="RegularisationPath"/>
    public static RegularisationPath Of(
        Design design, ProbeTask task, LabelSlot slot, IReadOnlyList<int> clips, double[] strengths, ProbeOptions options)
    {
        var classes = new LearntClasses(slot, clips, task.MultiLabel);
        var positives = RegularisationPath.Positives(task, slot, clips, classes);
        var scale = task.MultiLabel ? OutputScale.Sigmoid : OutputScale.Softmax;
        return new RegularisationPath(design, classes, scale, strengths, strength =>
        {
            var loss = new LogisticLoss(design, positives, classes.Classes.Length, task.MultiLabel, strength);
            return new Lbfgs(loss.Evaluate, loss.InvertCurvature, options.Tolerance, options.MaxIterations) { LeastLoss = LeastLoss };
        });
    }
}
