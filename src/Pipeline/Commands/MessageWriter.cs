using System.Text;

namespace Hares.Pipeline.Commands;

/// <summary>
/// Standard error as the program writes to it. What cannot be written, because it is closed or its disk is full, is given up: progress and messages
/// are no results, and no run ends for them.
/// </summary>
internal sealed class MessageWriter(TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    /// <summary>A writer to the standard error that the process was started with.</summary>
    public static TextWriter OnStandardError()
    {
        try
        {
            return new MessageWriter(Console.Error);
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            return Null;
        }
    }

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    public override void Flush() => Try(output.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            // There is no other place to tell it.
        }
    }

    private static bool IsLoss(Exception fault) => fault is IOException or UnauthorizedAccessException or ObjectDisposedException;
}
