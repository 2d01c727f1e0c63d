using System.Security.Cryptography;
using Hares.Ingest.Datasets;
using Hares.Ingest.Download;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Download;

public sealed class OfficialDownloadTests : IDisposable
{
    private static readonly byte[] Train = ArchiveMaker.Gzip(ArchiveMaker.Tar(("train/audio/1.wav", "1"), ("train/list.txt", "1.wav")));
    private static readonly byte[] Test = ArchiveMaker.Zip(("wav/2.wav", "2"), ("wav/3.wav", "3"));
    private static readonly DatasetSource Small = new() { Name = "small", Homepage = new Uri("http://owner.example/"), Licence = "CC0" };

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = Downloader.CreateClient();
    private readonly List<string> _said = [];
    private long _availableBytes = 1_000_000;
    private string? _fault;

    private string Root => _folder.File("small");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_dataset_is_fetched_unpacked_and_the_archives_removed_and_then_there_is_nothing_to_do()
    {
        await using var server = new FakeServer(Serve);

        Assert.Equal(DownloadOutcome.Fetched, await RunAsync(Dataset(server)));

        Assert.Equal(["labels.csv", "test/2.wav", "test/3.wav", "train/audio/1.wav", "train/list.txt"], Files());
        Assert.StartsWith("small: licence CC0 (http://owner.example/)", _said[0]);
        Assert.Equal(DownloadOutcome.AlreadyThere, await RunAsync(Dataset(server)));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task After_an_interruption_only_the_rest_is_fetched()
    {
        await using (var ill = new FakeServer(request => request.Path == "/test.1" ? new FakeAnswer { Status = "404 Not Found" } : Serve(request)))
            await Assert.ThrowsAsync<DownloadException>(() => RunAsync(Dataset(ill)));
        await using var well = new FakeServer(Serve);

        Assert.Equal(DownloadOutcome.Fetched, await RunAsync(Dataset(well)));

        Assert.Equal(["/test.1", "/test.2"], well.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task An_archive_that_the_user_put_there_is_used_and_stays()
    {
        _folder.Write("small/train.tgz", Train);
        await using var server = new FakeServer(Serve);

        await RunAsync(Dataset(server));

        Assert.DoesNotContain("/train", server.Requests.Select(request => request.Path));
        Assert.Contains("train.tgz", Files());
        Assert.Contains("train/audio/1.wav", Files());
    }

    [Fact]
    public async Task An_archive_that_arrives_whole_but_is_none_is_removed()
    {
        await using var server = new FakeServer(request =>
            request.Path.StartsWith("/test", StringComparison.Ordinal) ? new FakeAnswer { Body = "<html>sorry"u8.ToArray() } : Serve(request));

        Assert.Contains("no tar, gzip or zip", (await Assert.ThrowsAsync<DatasetException>(() => RunAsync(Dataset(server)))).Message);

        Assert.Equal(["labels.csv", "train/audio/1.wav", "train/list.txt"], Files());
    }

    [Fact]
    public async Task Archives_of_an_interrupted_download_go_too_and_the_users_stay()
    {
        _folder.Write("small/train.tgz", Train);
        await using (var ill = new FakeServer(request => request.Path == "/test.2" ? new FakeAnswer { Status = "404 Not Found" } : Serve(request)))
            await Assert.ThrowsAsync<DownloadException>(() => RunAsync(Dataset(ill)));
        Assert.Contains("test.zip.1", Files());
        await using var well = new FakeServer(Serve);

        Assert.Equal(DownloadOutcome.Fetched, await RunAsync(Dataset(well)));

        Assert.Equal(["/test.2"], well.Requests.Select(request => request.Path));
        Assert.Equal(["labels.csv", "test/2.wav", "test/3.wav", "train.tgz", "train/audio/1.wav", "train/list.txt"], Files());
        Assert.False(File.Exists(_folder.File("small/.hares-fetched")));
    }

    [Fact]
    public async Task What_was_fetched_and_unpacked_before_a_kill_is_removed_unless_the_user_has_replaced_it()
    {
        await using var server = new FakeServer(Serve);
        await RunAsync(Dataset(server));
        var record = new FetchedRecord(Root);
        foreach (var part in new[] { "train.tgz", "test.zip.1", "test.zip.2" })
        {
            _folder.Write($"small/{part}", part == "train.tgz" ? Train : part == "test.zip.1" ? Test[..50] : Test[50..]);
            record.Add(part);
        }
        File.SetLastWriteTimeUtc(_folder.File("small/train.tgz"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(DownloadOutcome.AlreadyThere, await RunAsync(Dataset(server)));

        Assert.Contains("train.tgz", Files());
        Assert.DoesNotContain("test.zip.1", Files());
    }

    [Fact]
    public async Task A_good_archive_stays_where_something_else_keeps_it_from_being_unpacked()
    {
        await using var server = new FakeServer(Serve);
        _folder.Write("small/train/audio/1.wav/mine", "in a folder where the file must be");

        Assert.Contains("move that away", (await Assert.ThrowsAsync<DatasetException>(() => RunAsync(Dataset(server)))).Message);

        Assert.Contains("train.tgz", Files());
        Directory.Delete(_folder.File("small/train"), recursive: true);
        Assert.Equal(DownloadOutcome.Fetched, await RunAsync(Dataset(server)));
        Assert.Equal(4, server.Requests.Count);
        Assert.DoesNotContain("train.tgz", Files());
    }

    [Fact]
    public async Task Without_room_nothing_is_fetched()
    {
        _availableBytes = 2_499; // 1,500 unpacked, and the larger of the archives
        await using var server = new FakeServer(Serve);

        Assert.Contains("are needed in", (await Assert.ThrowsAsync<DownloadException>(() => RunAsync(Dataset(server)))).Message);

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task What_is_there_of_an_archive_needs_no_room_again()
    {
        _folder.Write("small/train.tgz.partial", Train[..100]);
        _folder.Write("small/test.zip.1", Test[..50]);
        await using var server = new FakeServer(Serve);

        _availableBytes = 2_399;
        await Assert.ThrowsAsync<DownloadException>(() => RunAsync(Dataset(server)));
        _availableBytes = 2_400;
        Assert.Equal(DownloadOutcome.Fetched, await RunAsync(Dataset(server)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_sentence()
    {
        _folder.Write("small", "a file where the folder must be");
        await using var server = new FakeServer(Serve);

        var fault = (await Assert.ThrowsAsync<DownloadException>(() => RunAsync(Dataset(server)))).Message;

        Assert.StartsWith($"small: '{Root}' cannot be written: ", fault);
    }

    [Fact]
    public async Task What_a_person_must_do_is_said_until_all_is_there()
    {
        var byHand = Small with
        {
            ByHand = "Ask them.",
            Archives = [new() { Parts = ["given.zip"], Into = "wav", Yields = "wav", UnpackedBytes = 2 }],
            Expected = ["wav", "list.txt"],
        };

        Assert.Equal(DownloadOutcome.Incomplete, await RunAsync(byHand));
        Assert.Contains("missing there: wav, list.txt", _said[^1]);
        _folder.Write("small/given.zip", Test);
        Assert.Equal(DownloadOutcome.Incomplete, await RunAsync(byHand));
        Assert.Contains("missing there: list.txt", _said[^1]);
        _folder.Write("small/list.txt", "");
        Assert.Equal(DownloadOutcome.AlreadyThere, await RunAsync(byHand));
        Assert.Contains("wav/2.wav", Files());
    }

    [Fact]
    public async Task What_a_reader_finds_wanting_is_not_called_complete()
    {
        await using var server = new FakeServer(Serve);
        _fault = "/small lacks 3 of Small's 4 clips.";

        Assert.Equal((DownloadOutcome.Incomplete, DownloadOutcome.Incomplete), (await RunAsync(Dataset(server)), await RunAsync(Dataset(server))));
        Assert.Equal(
            "small: /small lacks 3 of Small's 4 clips.\n  Put there what is missing, or remove the folder and give the same command again.",
            _said[^1]);

        Assert.Equal(DownloadOutcome.Incomplete, await RunAsync(Small with { ByHand = "Ask them.", Expected = [] }));
        Assert.Equal("small: /small lacks 3 of Small's 4 clips.\n  Get it on http://owner.example/.", _said[^1]);
    }

    [Fact]
    public async Task An_archive_of_another_edition_is_neither_asked_for_nor_mixed_with_what_could_be_fetched()
    {
        await using var server = new FakeServer(Serve);
        var dataset = Dataset(server);
        dataset = dataset with { Archives = [new() { Parts = ["older.tgz"], Into = "older", Yields = "older" }, .. dataset.Archives] };

        Assert.Equal(DownloadOutcome.Fetched, await RunAsync(dataset));
        Assert.Equal(4, server.Requests.Count);

        Directory.Delete(Root, recursive: true);
        _folder.Write("small/older.tgz", Train);
        Assert.Equal((DownloadOutcome.Fetched, DownloadOutcome.AlreadyThere), (await RunAsync(dataset), await RunAsync(dataset)));
        Assert.Equal(["labels.csv", "older.tgz", "older/audio/1.wav", "older/list.txt"], Files());
    }

    [Fact]
    public async Task Archives_of_two_editions_are_refused_before_anything_is_fetched()
    {
        await using var server = new FakeServer(Serve);
        var dataset = Dataset(server);
        dataset = dataset with
        {
            Archives =
            [
                new() { Parts = ["older.tgz"], Into = "older", Yields = "older", Edition = "1" },
                .. dataset.Archives.Select(archive => archive with { Edition = "2" }),
            ],
        };
        _folder.Write("small/older.tgz", Train);
        _folder.Write("small/train.tgz", Train);

        Assert.Contains(
            "different editions, older.tgz and train.tgz,", (await Assert.ThrowsAsync<DatasetException>(() => RunAsync(dataset))).Message);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submissions_come_by_a_list_and_those_that_fail_are_tried_again_next_time(bool listIsTheUsers)
    {
        string[] paths =
        [
            "de/Trunk/a-1.tgz", "fr/Trunk/b-2.tgz", "en/Trunk/gone-3.tgz", "nl/Trunk/c-4.tgz", "de/Trunk/a-1.tgz"
        ];
        var isBack = false;
        await using var server = new FakeServer(request => request.Path.EndsWith("gone-3.tgz", StringComparison.Ordinal) && !isBack
            ? new FakeAnswer { Status = "404 Not Found" }
            : new FakeAnswer { Body = ArchiveMaker.Gzip(ArchiveMaker.Tar(("x/wav/1.wav", "1"))) });
        var lines = System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", paths.Select(path => $"\"{server.Url().Authority}/{path}\"")));
        await using var listServer = new FakeServer(_ => new FakeAnswer { Body = lines });
        if (listIsTheUsers) _folder.Write("small/list.txt", lines);
        var dataset = Small with { SubmissionList = new RemoteFile { Name = "list.txt", Url = listServer.Url() } };
        _availableBytes = 100_000_000;

        Assert.Equal(DownloadOutcome.Incomplete, await RunAsync(dataset));
        Assert.Equal("small: 3 of 3 submissions to get; 2 lines of list.txt name no other", _said[1]);
        Assert.Contains("1 of the submissions could not be had", _said[^1]);
        Assert.Equal(["de/a-1/wav/1.wav", "fr/b-2/wav/1.wav", "list.txt"], Files());
        isBack = true;
        Assert.Equal((DownloadOutcome.Fetched, DownloadOutcome.AlreadyThere), (await RunAsync(dataset), await RunAsync(dataset)));
        Assert.Equal(listIsTheUsers ? 0 : 1, listServer.Requests.Count);
    }

    [Fact]
    public async Task A_server_of_submissions_that_is_down_is_not_asked_for_all_of_them()
    {
        await using var server = new FakeServer(_ => new FakeAnswer { Status = "503 Service Unavailable" });

        Assert.Contains("in a row", (await Assert.ThrowsAsync<DownloadException>(() => RunAsync(Listed(server, submissions: 200)))).Message);
        Assert.InRange(server.Requests.Select(request => request.Path).Distinct().Count(), 20, 24);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("410 Gone")]
    public async Task Submissions_that_are_gone_do_not_keep_those_behind_them(string status)
    {
        await using var server = new FakeServer(request => request.Path.EndsWith("s-60.tgz", StringComparison.Ordinal)
            ? new FakeAnswer { Body = ArchiveMaker.Gzip(ArchiveMaker.Tar(("x/wav/1.wav", "1"))) }
            : new FakeAnswer { Status = status });

        Assert.Equal(DownloadOutcome.Incomplete, await RunAsync(Listed(server, submissions: 61)));

        Assert.Equal(["de/s-60/wav/1.wav", "list.txt"], Files());
        Assert.Contains("60 of the submissions could not be had", _said[^1]);
    }

    [Fact]
    public async Task A_server_that_answers_now_and_then_is_not_down()
    {
        await using var server = new FakeServer(request =>
            new FakeAnswer { Status = int.Parse(request.Path.Split('-', '.')[1]) % 2 == 0 ? "503 Service Unavailable" : "404 Not Found" });

        Assert.Equal(DownloadOutcome.Incomplete, await RunAsync(Listed(server, submissions: 60)));

        Assert.Contains("60 of the submissions could not be had", _said[^1]);
    }

    [Fact]
    public async Task A_list_that_the_reader_would_refuse_is_refused_before_anything_is_fetched()
    {
        await using var server = new FakeServer(Serve);
        var dataset = Listed(server, submissions: 3);

        foreach (var line in new[] { "<html>moved</html>", $"{server.Url().Authority}/de/Trunk/..%2Fescape.tgz" })
        {
            _folder.Write("small/list.txt", $"{server.Url().Authority}/de/Trunk/a-1.tgz\n{line}\n");
            Assert.Contains(
                $"line 2: has \"{line}\"; it must be the address of an archive",
                (await Assert.ThrowsAsync<DatasetException>(() => RunAsync(dataset))).Message);
        }
        _folder.Write("small/list.txt", "host/nl/Trunk/c-4.tgz");
        Assert.Contains("names nothing in de", (await Assert.ThrowsAsync<DatasetException>(() => RunAsync(dataset))).Message);

        Assert.Empty(server.Requests);
    }

    private DatasetSource Listed(FakeServer server, int submissions)
    {
        var lines = Enumerable.Range(0, submissions).Select(i => $"{server.Url().Authority}/de/Trunk/s-{i}.tgz");
        _folder.Write("small/list.txt", string.Join('\n', lines));
        _availableBytes = 2_000_000_000;
        return Small with { SubmissionList = new RemoteFile { Name = "list.txt", Url = server.Url("/list") } };
    }

    private static FakeAnswer Serve(FakeRequest request) => request.Path switch
    {
        "/train" => FakeAnswer.Of(Train, request),
        "/test.1" => FakeAnswer.Of(Test[..50], request),
        "/test.2" => FakeAnswer.Of(Test[50..], request),
        _ => new FakeAnswer { Body = "labels"u8.ToArray() },
    };

    private static DatasetSource Dataset(FakeServer server) => Small with
    {
        Files =
        [
            new() { Name = "labels.csv", Url = server.Url("/labels") },
            new()
            {
                Name = "train.tgz",
                Url = server.Url("/train"),
                Bytes = Train.Length,
                Checksum = Checksum.Md5(Convert.ToHexString(MD5.HashData(Train)))
            },
            new() { Name = "test.zip.1", Url = server.Url("/test.1") },
            new() { Name = "test.zip.2", Url = server.Url("/test.2") },
        ],
        Archives =
        [
            new() { Parts = ["train.tgz"], Into = "train", Kept = ["audio"], Yields = "train/list.txt", PackedBytes = 1000, UnpackedBytes = 1000 },
            new() { Parts = ["test.zip.1", "test.zip.2"], Into = "test", Yields = "test", PackedBytes = 500, UnpackedBytes = 500 },
        ],
    };

    private Task<DownloadOutcome> RunAsync(DatasetSource dataset) =>
        new OfficialDownload(
            new Downloader(_http, new DownloadOptions(), new ImpatientClock(TimeSpan.FromSeconds(60))),
            Fault,
            _ => _availableBytes,
            _said.Add,
            _ => { })
            .RunAsync(dataset, Root, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    private string? Fault(string name, string root) =>
        (name, root) == ("small", Root) ? _fault : throw new InvalidOperationException($"{name} in {root} was read.");

    private string[] Files() =>
        [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => file[0] != '.').Order(StringComparer.Ordinal)];
}
