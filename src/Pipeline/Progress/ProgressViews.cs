using Hares.Pipeline.Runs;
using Spectre.Console;

namespace Hares.Pipeline.Progress;

/// <summary>Which view of a run's progress fits where it is shown.</summary>
internal static class ProgressViews
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <param name="kind">What the user asked for.</param>
    /// <param name="console">Standard error, and what it can do.</param>
    /// <param name="lines">Standard error, for lines.</param>
    /// <param name="clock">Tells the intervals.</param>
    /// <returns>Null for none. Bars only where they can be redrawn in place: elsewhere lines tell more.</returns>
    public static IProgressView? For(ProgressKind kind, IAnsiConsole console, TextWriter lines, TimeProvider clock) => kind switch
    {
        ProgressKind.None => null,
        ProgressKind.Auto when console.Profile.Capabilities is { Ansi: true, Interactive: true } => new LiveProgress(console, clock),
        _ => new PlainProgress(lines, Interval, clock),
    };
}
