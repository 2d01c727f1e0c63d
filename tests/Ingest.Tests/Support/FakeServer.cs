using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hares.Ingest.Tests.Support;

/// <summary>A real server on this machine that answers as a test wants it to, and may lie, cut and hang. One answer a connection.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Func<FakeRequest, FakeAnswer> _answer;
    private readonly Task _accepting;

    public FakeServer(Func<FakeRequest, FakeAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public List<FakeRequest> Requests { get; } = [];

    public Uri Url(string path = "/file") => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true) clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopped.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            if (await ReadHeadAsync(stream) is not { Length: > 1 } request) return; // hung up before it asked
            var answer = Answer(request);
            var length = answer.Headers.Any(header =>
                header.StartsWith("Content-Length", StringComparison.Ordinal) || header.StartsWith("Transfer-", StringComparison.Ordinal))
                ? ""
                : $"Content-Length: {answer.Body.Length}\r\n";
            var head = $"HTTP/1.1 {answer.Status}\r\n{string.Concat(answer.Headers.Select(header => header + "\r\n"))}"
                + $"{length}Connection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stopped.Token);
            await stream.WriteAsync(answer.Body, _stopped.Token);
            if (answer.Hangs) await Task.Delay(Timeout.Infinite, _stopped.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // The client has hung up, or the test is over.
        }
    }

    private FakeAnswer Answer(string[] head)
    {
        string? Header(string name) =>
            head.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
        var from = Header("Range") is { } range ? long.Parse(range["bytes=".Length..].TrimEnd('-')) : 0;
        lock (Requests)
        {
            var request = new FakeRequest(Requests.Count + 1, head[0].Split(' ')[1], from, Header("If-Range"));
            Requests.Add(request);
            return _answer(request);
        }
    }

    private async Task<string[]> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray())) && await stream.ReadAsync(one, _stopped.Token) > 0)
            head.Add(one[0]);
        return Encoding.ASCII.GetString([.. head]).Split("\r\n");
    }
}
