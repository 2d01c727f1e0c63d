namespace Hares.Pipeline.Progress;

/// <summary>Shows how far a run is: bars on a terminal, or lines.</summary>
internal interface IProgressView
{
    /// <summary>Shows what <paramref name="look"/> gives, again and again until <paramref name="work"/> ends, and once after that.</summary>
    Task ShowAsync(Func<ProgressSnapshot> look, Task work);
}
