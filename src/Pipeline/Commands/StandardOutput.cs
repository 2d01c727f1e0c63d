namespace Hares.Pipeline.Commands;

/// <summary>Standard output, where results go.</summary>
internal static class StandardOutput
{
    /// <summary>Writes what a run found.</summary>
    /// <param name="text">The results, as they are printed.</param>
    /// <param name="path">The file that holds them besides.</param>
    /// <exception cref="IOException">Standard output is closed, or its disk is full; the message says so, and where the results are.</exception>
    public static async Task WriteAsync(string text, string path)
    {
        try
        {
            await Console.Out.WriteAsync(text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new IOException($"The run is done and its results are in {path}, but standard output cannot be written: {fault.Message}", fault);
        }
    }
}
