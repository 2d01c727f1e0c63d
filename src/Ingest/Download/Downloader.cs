using System.IO.Hashing;
using System.Text;

namespace Hares.Ingest.Download;

/// <summary>
/// Gets files over HTTP: goes on where an earlier call or a cut connection left off, tries again with growing waits, and gives a file its name
/// only when its size and checksum are right. Safe for several files at once.
/// </summary>
/// <param name="http">Must not follow redirects or unpack content by itself; see <see cref="CreateClient"/>.</param>
/// <param name="options">How patient it is.</param>
/// <param name="clock">Measures waits and silences.</param>
public sealed class Downloader(HttpClient http, DownloadOptions options, TimeProvider clock)
{
    /// <summary>What an attempt must bring to count as progress. A server that always cuts earlier is given up.</summary>
    private const long ProgressBytes = 1 << 20;

    /// <summary>A client as a downloader needs it.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(30) };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("hares-pipeline");
        return client;
    }

    /// <summary>
    /// Makes <paramref name="path"/> the file. Cancelling keeps what is there as <c>.partial</c> for the next call.
    /// </summary>
    /// <param name="file">What to get.</param>
    /// <param name="path">Where to put it; its folder must exist. A file there is replaced.</param>
    /// <param name="progress">Is told of every stretch that arrives.</param>
    /// <param name="cancelled">Ends the call.</param>
    /// <exception cref="DownloadException">The file is not to be had, not now, or is not what its owners published.</exception>
    public async Task FetchAsync(RemoteFile file, string path, Action<TransferProgress> progress, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var partial = new PartialFile(path, file.Url);

        var startedAfresh = partial.Length == 0;
        while (await TransferAsync(file, partial, progress, cancelled) is { } fault)
        {
            partial.Remove();
            if (startedAfresh) throw new DownloadException($"{file.Name} from {file.Url} {fault}; it was removed.");
            startedAfresh = true;
        }
        partial.Publish();
    }

    /// <summary>Attempts until the file is whole. Gives what is wrong with it then, or null.</summary>
    private async Task<string?> TransferAsync(RemoteFile file, PartialFile partial, Action<TransferProgress> progress, CancellationToken cancelled)
    {
        var transfer = new Transfer(http, file, partial, options, clock);
        var chance = new Random(options.Seed ^ (int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(file.Url.AbsoluteUri)));
        var furthest = partial.Length;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var announced = await transfer.RunAsync(progress, cancelled);
                return Fault(file, partial, announced, cancelled);
            }
            catch (TransferFaultException fault)
            {
                if (partial.Length >= furthest + ProgressBytes) (furthest, attempt) = (partial.Length, 0);
                if (attempt >= options.MaxAttempts || fault.RetryAfter > options.MaxDelay)
                    throw new DownloadException(
                        $"{file.Name} cannot be had from {file.Url} now: {fault.Message}; the same command goes on from there.",
                        isTransferFault: true);
                await Task.Delay(Delay(Math.Max(attempt, 1), fault.RetryAfter, chance), clock, cancelled);
            }
        }
    }

    private string? Fault(RemoteFile file, PartialFile partial, Checksum? announced, CancellationToken cancelled)
    {
        if (file.Bytes is { } bytes && partial.Length != bytes) return $"has {partial.Length:N0} bytes where {bytes:N0} are published";
        if (partial.Length > options.MaxBytes) return $"has more than {options.MaxBytes:N0} bytes";
        return (file.Checksum ?? announced) is { } checksum && !checksum.Matches(partial.ContentPath, cancelled)
            ? $"has not the published {checksum}"
            : null;
    }

    /// <summary>Exponential, at least what the server asks for; half of it chance, so that many clients do not return at once.</summary>
    private TimeSpan Delay(int attempt, TimeSpan? retryAfter, Random chance)
    {
        var grown = Math.Min(options.FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1), options.MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Max(grown * (0.5 + 0.5 * chance.NextDouble()), retryAfter?.TotalSeconds ?? 0));
    }
}
