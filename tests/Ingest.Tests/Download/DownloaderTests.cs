using System.Security.Cryptography;
using Hares.Ingest.Download;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Download;

public sealed class DownloaderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(61);
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 4))];

    private readonly TemporaryFolder _folder = new();
    private readonly ImpatientClock _clock = new(Patience);
    private readonly HttpClient _http = Downloader.CreateClient();
    private readonly List<TransferProgress> _progress = [];

    private string Target => _folder.File("file.zip");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_arrives_whole_with_progress_and_leaves_nothing_beside_it()
    {
        await using var server = new FakeServer(request => FakeAnswer.Of(Content, request));

        await FetchAsync(server, checkedBy: true);

        AssertArrived();
        Assert.Equal(new TransferProgress("file.zip", Content.Length, Content.Length), _progress[^1]);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_goes_on_where_it_was()
    {
        await using var server = new FakeServer(request =>
            request.Number < 3 ? FakeAnswer.Of(Content, request).CutAfter(50_000) : FakeAnswer.Of(Content, request));

        await FetchAsync(server);

        AssertArrived();
        Assert.Equal([(0L, null), (50_000L, "\"one\""), (100_000L, "\"one\"")], server.Requests.Select(request => (request.From, request.IfRange)));
        Assert.Equal(2, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_connection_that_is_always_cut_is_given_up_with_growing_waits_and_the_next_call_goes_on()
    {
        await using (var server = new FakeServer(request => FakeAnswer.Of(Content, request).CutAfter(1_000)))
        {
            Assert.Contains("the same command goes on from there", await FailAsync(server));
            Assert.Equal(6, server.Requests.Count);
        }
        Assert.Equal(5, _clock.Waits.Count);
        Assert.All(_clock.Waits.Index(), wait => Assert.InRange(wait.Item.TotalSeconds, 0.5 * (1 << wait.Index), 1 << wait.Index));
        Assert.Equal(6_000, new FileInfo(Target + ".partial").Length);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Attempts_that_bring_much_are_not_counted()
    {
        var large = new byte[12 << 20];
        await using var server = new FakeServer(request => FakeAnswer.Of(large, request).CutAfter((1 << 20) + 1));

        await FetchAsync(server, content: large);

        Assert.Equal(12, server.Requests.Count);
    }

    [Fact]
    public async Task A_cancelled_download_keeps_its_part_for_the_next()
    {
        using var user = new CancellationTokenSource();
        await using var server = new FakeServer(request => request.Number == 1
            ? FakeAnswer.Of(Content, request).CutAfter(70_000) with { Hangs = true }
            : FakeAnswer.Of(Content, request));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => With().FetchAsync(FileOf(server), Target, progress =>
        {
            if (progress.Bytes == 70_000) user.Cancel();
        }, user.Token));
        await FetchAsync(server);

        AssertArrived();
        Assert.Equal(70_000, server.Requests[^1].From);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_all_again_and_is_believed()
    {
        await using var server = new FakeServer(request => request.Number == 1
            ? FakeAnswer.Of(Content, request).CutAfter(50_000)
            : new FakeAnswer { Body = Content, Headers = ["ETag: \"one\""] });

        await FetchAsync(server, checkedBy: true);

        AssertArrived();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_changes_between_attempts_is_begun_anew(bool serverKnowsIfRange)
    {
        var old = Content.Reverse().ToArray();
        await using var server = new FakeServer(request => request.Number == 1
            ? FakeAnswer.Of(old, request, "\"old\"").CutAfter(50_000)
            : FakeAnswer.Of(Content, serverKnowsIfRange ? request : request with { IfRange = null }, "\"new\""));

        await FetchAsync(server);

        AssertArrived();
    }

    [Fact]
    public async Task Without_a_validator_or_checksum_nothing_is_continued()
    {
        await using var server = new FakeServer(request =>
            request.Number == 1 ? new FakeAnswer { Body = Content }.CutAfter(50_000) : new FakeAnswer { Body = Content });

        await FetchAsync(server);

        AssertArrived();
        Assert.Equal([0, 0], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task A_part_from_another_address_is_not_continued()
    {
        File.WriteAllText(Target + ".partial", "of something else");
        File.WriteAllLines(Target + ".partial.origin", ["http://elsewhere/file", "\"one\""]);
        await using var server = new FakeServer(request => FakeAnswer.Of(Content, request));

        await FetchAsync(server);

        AssertArrived();
        Assert.Equal(0, server.Requests.Single().From);
    }

    [Fact]
    public async Task A_part_that_was_the_whole_is_recognised()
    {
        await using var server = new FakeServer(request => request.From == Content.Length
            ? new FakeAnswer { Status = "416 Range Not Satisfiable", Headers = [$"Content-Range: bytes */{Content.Length}"] }
            : FakeAnswer.Of(Content, request));
        File.WriteAllBytes(Target + ".partial", Content);
        File.WriteAllLines(Target + ".partial.origin", [server.Url().AbsoluteUri, "\"one\""]);

        await FetchAsync(server, checkedBy: true);

        AssertArrived();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_part_larger_than_the_servers_file_is_begun_anew()
    {
        await using var server = new FakeServer(request => request.From > 0
            ? new FakeAnswer { Status = "416 Range Not Satisfiable", Headers = [$"Content-Range: bytes */{Content.Length}"] }
            : FakeAnswer.Of(Content, request));
        File.WriteAllBytes(Target + ".partial", [.. Content, 1]);
        File.WriteAllLines(Target + ".partial.origin", [server.Url().AbsoluteUri, "\"one\""]);

        await FetchAsync(server);

        AssertArrived();
    }

    [Fact]
    public async Task A_stretch_that_was_not_asked_for_is_thrown_away()
    {
        await using var server = new FakeServer(request => request.Number switch
        {
            1 => FakeAnswer.Of(Content, request).CutAfter(50_000),
            2 => FakeAnswer.Of(Content, request with { From = 40_000 }),
            _ => FakeAnswer.Of(Content, request),
        });

        await FetchAsync(server);

        AssertArrived();
    }

    [Fact]
    public async Task Wrong_bytes_are_refused_by_the_published_checksum_and_removed()
    {
        var wrong = (byte[])Content.Clone();
        wrong[1234] ^= 1;
        await using var server = new FakeServer(request => FakeAnswer.Of(wrong, request));

        Assert.Contains("has not the published SHA256", await FailAsync(server, checkedBy: true));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Wrong_bytes_are_refused_by_the_checksum_that_the_server_itself_announces()
    {
        var announced = $"x-goog-hash: crc32c=AAAAAA==, md5={Convert.ToBase64String(MD5.HashData(Content))}";
        var right = FakeAnswer.Of(Content, new FakeRequest(1, "/", 0, null));
        await using var wrong = new FakeServer(_ => right with { Body = [.. Content.Reverse()], Headers = [.. right.Headers, announced] });
        await using var good = new FakeServer(_ => right with { Headers = [.. right.Headers, announced] });

        Assert.Contains("has not the published MD5", await FailAsync(wrong));
        await FetchAsync(good);

        AssertArrived();
    }

    [Fact]
    public async Task A_bad_part_of_an_earlier_call_costs_one_more_download()
    {
        await using var server = new FakeServer(request => FakeAnswer.Of(Content, request));
        File.WriteAllBytes(Target + ".partial", new byte[1000]);
        File.WriteAllLines(Target + ".partial.origin", [server.Url().AbsoluteUri, "\"one\""]);

        await FetchAsync(server, checkedBy: true);

        AssertArrived();
        Assert.Equal([1000, 0], server.Requests.Select(request => request.From));
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(300_001)]
    public async Task A_length_other_than_the_published_one_is_refused_before_the_body(int declared)
    {
        await using var server = new FakeServer(_ => new FakeAnswer { Body = Content, Headers = [$"Content-Length: {declared}"] });

        Assert.Contains("where 300,000 are published", await FailAsync(server, knowsSize: true));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_never_says_a_length_and_never_ends_is_stopped_at_the_published_size()
    {
        var endless = new FakeAnswer
        {
            Body = [.. "50000\r\n"u8, .. new byte[0x50000], .. "\r\n0\r\n\r\n"u8],
            Headers = ["Transfer-Encoding: chunked"]
        };
        await using var server = new FakeServer(_ => endless);

        Assert.Contains("where 300,000 are published", await FailAsync(server, knowsSize: true));
        Assert.Contains("has more than 1,000 bytes", await FailAsync(server, options: new DownloadOptions { MaxBytes = 1000 }));
    }

    [Fact]
    public async Task A_silent_server_is_dropped_after_the_timeout_and_asked_again()
    {
        await using var server = new FakeServer(request => request.Number == 1
            ? FakeAnswer.Of(Content, request).CutAfter(70_000) with { Hangs = true }
            : FakeAnswer.Of(Content, request));

        await With().FetchAsync(FileOf(server), Target, progress =>
        {
            if (progress.Bytes == 70_000) _clock.LosePatience();
        }, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        AssertArrived();
        Assert.Equal(70_000, server.Requests[1].From);
    }

    [Theory]
    [InlineData("503 Service Unavailable")]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("408 Request Timeout")]
    public async Task A_busy_server_is_asked_again_no_sooner_than_it_says(string status)
    {
        await using var server = new FakeServer(request => request.Number == 1
            ? new FakeAnswer { Status = status, Headers = ["Retry-After: 33"] }
            : FakeAnswer.Of(Content, request));

        await FetchAsync(server);

        AssertArrived();
        Assert.Equal([TimeSpan.FromSeconds(33)], _clock.Waits);
    }

    [Fact]
    public async Task A_server_that_wants_to_be_left_alone_for_long_is()
    {
        await using var server = new FakeServer(_ => new FakeAnswer { Status = "503 Busy", Headers = ["Retry-After: 3600"] });

        Assert.Contains("503 Busy", await FailAsync(server));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    [InlineData("204 No Content")]
    public async Task What_is_not_there_is_said_at_once(string status)
    {
        await using var server = new FakeServer(_ => new FakeAnswer { Status = status });

        Assert.Contains($"the server answered {status}.", await FailAsync(server));
        Assert.Single(server.Requests);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Redirects_are_followed_but_not_in_a_circle_nor_to_anything_but_http()
    {
        await using var server = new FakeServer(request => request.Path switch
        {
            "/file" => new FakeAnswer { Status = "302 Found", Headers = ["Location: there"] },
            "/there" => FakeAnswer.Of(Content, request),
            "/circle" => new FakeAnswer { Status = "301 Moved", Headers = ["Location: /circle"] },
            "/local" => new FakeAnswer { Status = "307 Temporary", Headers = ["Location: file:///etc/passwd"] },
            _ => new FakeAnswer { Status = "302 Found" },
        });

        await FetchAsync(server);
        AssertArrived();
        Assert.Contains("more than 8 times", await FailAsync(server, path: "/circle"));
        Assert.Contains("not followed", await FailAsync(server, path: "/local"));
        Assert.Contains("to nowhere", await FailAsync(server, path: "/nowhere"));
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_refused()
    {
        using var secure = new HttpClient(new RedirectingHandler("http://plain.example/file"));
        var file = new RemoteFile { Name = "file.zip", Url = new Uri("https://secure.example/file") };

        var fault = await Assert.ThrowsAsync<DownloadException>(() =>
            new Downloader(secure, new DownloadOptions(), _clock).FetchAsync(file, Target, _ => { }, CancellationToken.None));

        Assert.Contains("less safe", fault.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_given_up()
    {
        var server = new FakeServer(_ => new FakeAnswer());
        await server.DisposeAsync();

        Assert.Contains("cannot be had", await FailAsync(server));
        Assert.Equal(5, _clock.Waits.Count);
    }

    private Downloader With(DownloadOptions? options = null) =>
        new(_http, (options ?? new DownloadOptions()) with { StallTimeout = Patience }, _clock);

    private static RemoteFile FileOf(FakeServer server, string path = "/file") => new() { Name = "file.zip", Url = server.Url(path) };

    private Task FetchAsync(
        FakeServer server,
        bool checkedBy = false,
        byte[]? content = null,
        bool knowsSize = false,
        string path = "/file",
        DownloadOptions? options = null)
    {
        var file = FileOf(server, path) with
        {
            Bytes = knowsSize ? Content.Length : null,
            Checksum = checkedBy ? Checksum.Sha256(Convert.ToHexString(SHA256.HashData(content ?? Content))) : null,
        };
        return With(options).FetchAsync(file, Target, _progress.Add, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<string> FailAsync(
        FakeServer server, bool checkedBy = false, bool knowsSize = false, string path = "/file", DownloadOptions? options = null)
    {
        var fault = await Assert.ThrowsAsync<DownloadException>(() =>
            FetchAsync(server, checkedBy, knowsSize: knowsSize, path: path, options: options));
        Assert.EndsWith(".", fault.Message);
        Assert.Contains(server.Url("").Authority, fault.Message);
        return fault.Message;
    }

    private void AssertArrived()
    {
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
    }

    private sealed class RedirectingHandler(string target) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Redirect) { Headers = { Location = new Uri(target) } });
    }
}
