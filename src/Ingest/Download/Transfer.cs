using System.Net;
using System.Net.Http.Headers;

namespace Hares.Ingest.Download;

/// <summary>One attempt at a file: a request, its redirects, and the body appended to what is there.</summary>
internal sealed class Transfer(HttpClient http, RemoteFile file, PartialFile partial, DownloadOptions options, TimeProvider clock)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Gets what is missing of the file, and the checksum that the server announces of it, if it does.</summary>
    /// <exception cref="TransferFaultException">Another attempt may do better.</exception>
    /// <exception cref="DownloadException">None will.</exception>
    public async Task<Checksum?> RunAsync(Action<TransferProgress> progress, CancellationToken cancelled)
    {
        using var timer = new StallTimer(options.StallTimeout, clock, cancelled);
        try
        {
            using var response = await SendAsync(timer.Token);
            if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable) await ReceiveAsync(response, progress, timer);
            else RequireWhole(response);
            return AnnouncedChecksum(response);
        }
        catch (OperationCanceledException) when (timer.IsExpired)
        {
            throw new TransferFaultException($"the server sent nothing for {options.StallTimeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException fault)
        {
            throw new TransferFaultException(fault.Message.TrimEnd('.'));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(CancellationToken cancelled)
    {
        var validator = partial.Validator;
        if (validator is null && file.Checksum is null) partial.Remove();
        var url = file.Url;
        for (var redirects = 0; redirects <= options.MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (partial.Length is var there and > 0)
            {
                request.Headers.Range = new RangeHeaderValue(there, null);
                if (validator is not null) request.Headers.TryAddWithoutValidation("If-Range", validator);
            }
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return response;
            using (response) url = Redirected(url, response.Headers.Location);
        }
        throw new DownloadException($"{file.Url} redirects more than {options.MaxRedirects} times.");
    }

    private static Uri Redirected(Uri from, Uri? to)
    {
        if (to is null) throw new DownloadException($"{from} redirects to nowhere.");
        var target = new Uri(from, to);
        if (target.Scheme == Uri.UriSchemeHttps || (target.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp)) return target;
        throw new DownloadException($"{from} redirects to {target}, which is less safe; that is not followed.");
    }

    private async Task ReceiveAsync(HttpResponseMessage response, Action<TransferProgress> progress, StallTimer timer)
    {
        RequireSuccess(response);
        var resumed = response.StatusCode == HttpStatusCode.PartialContent;
        if (resumed) RequireContinuation(response);
        else partial.Restart(ValidatorOf(response));
        var total = resumed ? response.Content.Headers.ContentRange!.Length : response.Content.Headers.ContentLength;
        RequireSize(total);

        await using var body = await response.Content.ReadAsStreamAsync(timer.Token);
        await using (var content = partial.Append())
        {
            var buffer = new byte[BufferBytes];
            while (await ReadAsync(body, buffer, timer) is var count and > 0)
            {
                content.Write(buffer, 0, count);
                if (content.Length > (file.Bytes ?? options.MaxBytes)) break;
                progress(new TransferProgress(file.Name, content.Length, file.Bytes ?? total));
            }
        }
        if (total is { } all && partial.Length < all)
            throw new TransferFaultException($"the connection ended after {partial.Length:N0} of {all:N0} bytes");
    }

    /// <summary>The network's exceptions become faults here, where no disk can have caused them.</summary>
    private static async Task<int> ReadAsync(Stream body, byte[] buffer, StallTimer timer)
    {
        timer.Restart();
        try
        {
            return await body.ReadAsync(buffer, timer.Token);
        }
        catch (IOException fault)
        {
            throw new TransferFaultException(fault.Message.TrimEnd('.'));
        }
    }

    private void RequireSuccess(HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent) return;
        var status = $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if ((int)response.StatusCode is 408 or 429 or >= 500) throw new TransferFaultException(status, RetryAfter(response));
        throw new DownloadException($"{file.Name} cannot be had from {file.Url}: {status}.");
    }

    /// <summary>Some servers send the stretch that was asked for, of whatever the file has become.</summary>
    private void RequireContinuation(HttpResponseMessage response)
    {
        var isSame = partial.Validator is not { } was || ValidatorOf(response) is not { } now || was == now;
        if (isSame && response.Content.Headers.ContentRange?.From == partial.Length) return;
        partial.Remove();
        throw new TransferFaultException(isSame ? "the server sent another stretch than asked for" : "the file has changed on the server meanwhile");
    }

    private void RequireSize(long? total)
    {
        if (total is not { } bytes || bytes == file.Bytes) return;
        if (file.Bytes is { } published)
            throw new DownloadException($"{file.Url} has {bytes:N0} bytes where {published:N0} are published: it is another file.");
        if (bytes > options.MaxBytes) throw new DownloadException($"{file.Url} has {bytes:N0} bytes; at most {options.MaxBytes:N0} are taken.");
        if (bytes - partial.Length > DiskSpace.AvailableBytes(Path.GetDirectoryName(partial.ContentPath)!))
            throw new DownloadException($"{file.Name} has {bytes:N0} bytes, for which the disk of '{partial.ContentPath}' has no room.");
    }

    /// <summary>A server that has nothing behind what is there means that all of it is there, if it is of that size.</summary>
    private void RequireWhole(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentRange?.Length == partial.Length) return;
        partial.Remove();
        throw new TransferFaultException("the server's file is smaller than what was there of it");
    }

    /// <summary>Weak tags do not vouch for bytes; the date then must do.</summary>
    private static string? ValidatorOf(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag
        ? tag.Tag
        : response.Content.Headers.LastModified?.ToString("R");

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>Google's storage sends the MD5 of what it stores (cloud.google.com/storage/docs/xml-api/reference-headers#xgooghash).</summary>
    private static Checksum? AnnouncedChecksum(HttpResponseMessage response)
    {
        const string prefix = "md5=";
        if (!response.Headers.TryGetValues("x-goog-hash", out var values)) return null;
        var md5 = values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
            .FirstOrDefault(value => value.StartsWith(prefix, StringComparison.Ordinal));
        var bytes = new byte[16];
        return md5 is not null && Convert.TryFromBase64String(md5[prefix.Length..], bytes, out var count) && count == bytes.Length
            ? Checksum.Md5(Convert.ToHexStringLower(bytes))
            : null;
    }
}
