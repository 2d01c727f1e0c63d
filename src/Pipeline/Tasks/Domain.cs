namespace Hares.Pipeline.Tasks;

/// <summary>What a task of the benchmark listens to.</summary>
internal enum Domain
{
    Environment,
    Speech,
    Music,
}
