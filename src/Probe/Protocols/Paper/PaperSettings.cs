namespace Hares.Probe.Protocols.Paper;

/// <summary>The optimiser's settings in force: the task's recipe, and whatever overrides it.</summary>
internal sealed record PaperSettings(int Steps, int BatchSize, int WarmUpSteps, double LearningRate)
{
    public static PaperSettings Of(ProbeOptions options, PaperRecipe recipe)
    {
        int steps = options.Steps ?? recipe.Steps;
        int warmUp = options.WarmUpSteps ?? (int)((long)recipe.WarmUpSteps * steps / recipe.Steps);
        if (warmUp >= steps)
            throw new ProbeException($"A warm-up of {warmUp} steps does not fit into the {steps} steps of this task; give fewer, or more steps.");
        return new PaperSettings(steps, options.BatchSize ?? recipe.BatchSize, warmUp, options.LearningRate);
    }
}
