using System.Formats.Tar;
using System.IO.Compression;
using Hares.Ingest.Archives;
using Hares.Ingest.Datasets;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Archives;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("target");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]> GoodOnes => new()
    {
        { "tar", ArchiveMaker.Tar(("./._a", "x"), ("./a/one.wav", "1"), ("a/._one.wav", "x"), ("b.txt", "2"), ("empty", "")) },
        { "tgz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("./a/one.wav", "1"), ("b.txt", "2"), ("empty", ""))) },
        { "zip", ArchiveMaker.Zip(("a/one.wav", "1"), ("b.txt", "2"), ("empty", ""), ("__MACOSX/._b.txt", "x"), ("a/._one.wav", "x")) },
    };

    [Theory]
    [MemberData(nameof(GoodOnes))]
    public void Files_appear_whole_whatever_the_kind_and_the_archives_own_name(string kind, byte[] archive)
    {
        Unpack(archive, name: $"no-extension-of-a-{kind}");

        Assert.Equal(["a/one.wav", "b.txt", "empty"], Files());
        Assert.Equal(("1", "2", ""), (Read("a/one.wav"), Read("b.txt"), Read("empty")));
        Assert.False(Directory.Exists(_folder.File("work")));
    }

    [Fact]
    public void A_zip_in_parts_is_read_as_one()
    {
        var zip = ArchiveMaker.Zip(("a.txt", new string('a', 5000)), ("b.txt", "2"));
        string[] parts =
        [
            _folder.Write("mp3.zip.001", zip.AsSpan(0, 40)),
            _folder.Write("mp3.zip.002", []),
            _folder.Write("mp3.zip.003", zip.AsSpan(40))
        ];

        Archive.Unpack(parts, Target, _folder.File("work"), []);

        Assert.Equal(["a.txt", "b.txt"], Files());
    }

    [Theory]
    [InlineData("ESC-50-master/audio/1.wav", "audio", "audio/1.wav")]
    [InlineData("out/er/audio/1.wav", "audio", "audio/1.wav")]
    [InlineData("audio/1.wav", "audio", "audio/1.wav")]
    [InlineData("wav/1.wav", "", "1.wav")]
    public void Lone_folders_around_the_content_are_dropped(string entry, string kept, string expected)
    {
        Unpack(ArchiveMaker.Tar((entry, "1")), kept: [kept]);

        Assert.Equal([expected], Files());
    }

    [Theory]
    [InlineData("._ESC-50-master")]
    [InlineData(".DS_Store")]
    public void What_macOS_puts_beside_the_lone_folder_does_not_keep_it(string beside)
    {
        Unpack(ArchiveMaker.Tar((beside, "x"), ($"ESC-50-master/{beside}", "x"), ("ESC-50-master/audio/1.wav", "1")), kept: ["audio"]);

        Assert.Equal(["audio/1.wav"], Files());
    }

    [Fact]
    public void An_archive_inside_an_archive_stays_a_file()
    {
        var inner = ArchiveMaker.Zip(("x", "1"));
        Unpack(ArchiveMaker.Tar(new PaxTarEntry(TarEntryType.RegularFile, "inner.zip") { DataStream = new MemoryStream(inner) }));

        Assert.Equal(["inner.zip"], Files());
    }

    [Fact]
    public void A_target_that_is_there_keeps_its_other_files_and_gets_the_archives_own()
    {
        _folder.Write("target/audio/mine.wav", "m");
        _folder.Write("target/audio/1.wav", "old");
        _folder.Write("work/left over/from a kill", "x");

        Unpack(ArchiveMaker.Tar(("audio/1.wav", "new"), ("audio/deep/2.wav", "2")), kept: ["audio"]);

        Assert.Equal(["audio/1.wav", "audio/deep/2.wav", "audio/mine.wav"], Files());
        Assert.Equal("new", Read("audio/1.wav"));
    }

    [Theory]
    [InlineData("audio/1.wav/mine", "has a file where the folder", "1.wav' is; move that away.")]
    [InlineData("audio/deep", "has a folder where the file", "deep' is; move that away.")]
    public void What_is_a_file_here_and_a_folder_there_is_refused_before_anything_moves(string there, string sentence, string end)
    {
        _folder.Write($"target/{there}", "m");

        var fault = Assert.Throws<DatasetException>(() =>
            Unpack(ArchiveMaker.Tar(("audio/0.wav", "0"), ("audio/1.wav", "1"), ("audio/deep/2.wav", "2")), kept: ["audio"])).Message;

        Assert.Contains(sentence, fault);
        Assert.EndsWith(end, fault);
        Assert.Equal([there], Files());
        Assert.False(Directory.Exists(_folder.File("work")));
    }

    public static TheoryData<string, byte[]> Escapes => new()
    {
        { "../out", ArchiveMaker.Tar(("fine", "1"), ("../out", "x")) },
        { "a/../../out", ArchiveMaker.Zip(("fine", "1"), ("a/../../out", "x")) },
        { "/etc/out", ArchiveMaker.Tar(("/etc/out", "x")) },
        { "C:/out", ArchiveMaker.Zip(("C:/out", "x")) },
        { "..\\out", ArchiveMaker.Zip(("..\\out", "x")) },
        { "a?b", ArchiveMaker.Tar(("a\u0007b", "x")) },
        {
            "link",
            ArchiveMaker.Tar(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc" }, ArchiveMaker.FileEntry("link/out", "x"))
        },
        { "hard", ArchiveMaker.Tar(new PaxTarEntry(TarEntryType.HardLink, "hard") { LinkName = "/etc/passwd" }) },
        { "pipe", ArchiveMaker.Tar(new PaxTarEntry(TarEntryType.Fifo, "pipe")) },
        { "disk", ArchiveMaker.Tar(new PaxTarEntry(TarEntryType.BlockDevice, "disk") { DeviceMajor = 8, DeviceMinor = 0 }) },
        { "zipped link", ArchiveMaker.Zip(entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000), ("zipped link", "/etc")) },
    };

    [Theory]
    [MemberData(nameof(Escapes))]
    public void An_entry_that_could_reach_outside_is_refused_by_name_and_nothing_appears(string entry, byte[] archive)
    {
        var fault = Refuse(archive);

        Assert.Contains($"\"{entry}\"", fault);
        Assert.False(Directory.Exists(Target));
        Assert.False(File.Exists(_folder.File("out")));
    }

    public static TheoryData<string, byte[]> Collisions => new()
    {
        { "twice", ArchiveMaker.Tar(("a", "1"), ("a", "2")) },
        { "twice", ArchiveMaker.Zip(("a", "1"), ("a", "2")) },
        { "twice", ArchiveMaker.Tar(("./a", "1"), ("A", "2")) },
        { "collides", ArchiveMaker.Tar(("a", "1"), ("a/b", "2")) },
        { "twice", ArchiveMaker.Tar(("a/b", "1"), ("a", "2")) },
        { "collides", ArchiveMaker.Tar(("a/b", "1"), ("A/c", "2")) },
        { "no name", ArchiveMaker.Tar(("./", "1")) },
        { "255 bytes", ArchiveMaker.Tar((new string('n', 300), "1")) },
    };

    [Theory]
    [MemberData(nameof(Collisions))]
    public void Names_that_cannot_all_be_files_are_refused(string reason, byte[] archive) => Assert.Contains(reason, Refuse(archive));

    [Fact]
    public void Folders_may_come_twice() =>
        Unpack(ArchiveMaker.Tar(
            new PaxTarEntry(TarEntryType.Directory, "./"),
            new PaxTarEntry(TarEntryType.Directory, "a/"),
            ArchiveMaker.FileEntry("a/b", "1"),
            new PaxTarEntry(TarEntryType.Directory, "a")));

    [Fact]
    public void An_encrypted_zip_is_refused_as_such() =>
        Assert.Contains("is encrypted", Refuse(ArchiveMaker.Encrypted(ArchiveMaker.Zip(("a", "1")))));

    [Fact]
    public void Bombs_are_refused_by_entries_bytes_and_ratio()
    {
        var zeros = new string('0', 300_000);
        var many = ArchiveMaker.Tar(("a", "1"), ("b", "2"), ("c", "3"));

        Assert.Contains("more than 2 entries", Refuse(many, new ArchiveLimits { MaxEntries = 2 }));
        Assert.Contains("more than 2 bytes", Refuse(many, new ArchiveLimits { MaxBytes = 2 }));
        Assert.Contains("50 times its size", Refuse(ArchiveMaker.Zip(("z", zeros)), new ArchiveLimits { MaxRatio = 50, RatioFreeBytes = 1000 }));
        Assert.Contains(
            "50 times its size",
            Refuse(ArchiveMaker.Gzip(ArchiveMaker.Tar(("z", zeros))), new ArchiveLimits { MaxRatio = 50, RatioFreeBytes = 1000 }));
        Assert.Contains("1,048,576 bytes", Refuse(ArchiveMaker.Gzip([.. ArchiveMaker.Tar(("a", "1")), .. new byte[2 << 20]])));
    }

    [Fact]
    public void A_header_larger_than_any_honest_one_is_refused_before_it_is_read() =>
        Assert.Contains("entry header", Refuse(ArchiveMaker.Gzip(ArchiveMaker.Tar(
            new PaxTarEntry(TarEntryType.RegularFile, "a", new Dictionary<string, string> { ["comment"] = new string('c', 2 << 20) })))));

    [Fact]
    public void A_header_of_absurd_size_is_damage()
    {
        var tar = ArchiveMaker.Tar(ArchiveMaker.FileEntry("a", "1"));
        byte[] size = [0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        size.CopyTo(tar, 124); // of the first header, the extended one
        "        "u8.CopyTo(tar.AsSpan(148));
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);

        Assert.Contains("cut or damaged", Refuse(tar));
    }

    [Theory]
    [InlineData("no archive at all")]
    [InlineData("")]
    public void What_is_no_archive_is_refused(string content) =>
        Assert.Contains("no tar, gzip or zip", Refuse(System.Text.Encoding.UTF8.GetBytes(content)));

    /// <summary>Only what stands behind the last file may be missing: a tar's second block of zeros, a gzip's checksum.</summary>
    [Theory]
    [MemberData(nameof(GoodOnes))]
    public void A_cut_archive_is_refused_wherever_it_is_cut(string kind, byte[] archive)
    {
        var afterLastFile = kind switch { "tar" => 512, "tgz" => 24, _ => 0 };
        for (var length = 0; length < archive.Length; length += kind == "tar" ? 256 : 5)
            if (IsTaken(archive[..length]))
            {
                Assert.InRange(length, archive.Length - afterLastFile, archive.Length);
                Assert.Equal(("1", "2"), (Read("a/one.wav"), Read("b.txt")));
            }
    }

    /// <summary>No other exception gets out; where the format has a checksum of all it holds, no wrong content either.</summary>
    [Theory]
    [MemberData(nameof(GoodOnes))]
    public void A_damaged_archive_gives_the_right_content_or_a_refusal(string kind, byte[] archive)
    {
        for (var i = 0; i < archive.Length; i += kind == "tar" ? 37 : 5)
        {
            var damaged = (byte[])archive.Clone();
            damaged[i] ^= 0x5A;
            if (IsTaken(damaged) && kind == "tgz") Assert.Equal(("1", "2"), (Read("a/one.wav"), Read("b.txt")));
        }
    }

    [Fact]
    public void A_zip_whose_content_is_not_that_of_its_checksum_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var content = zip.CreateEntry("one.wav", CompressionLevel.NoCompression).Open())
            content.Write("stored as it is"u8);
        var archive = bytes.ToArray();
        archive[archive.AsSpan().IndexOf("as it is"u8)] ^= 1;

        Assert.Contains("holds \"one.wav\" with a wrong checksum: it is damaged.", Refuse(archive));
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        var archive = _folder.Write("archive", ArchiveMaker.Tar(("a", "1"), ("b", "2")));

        Assert.Throws<OperationCanceledException>(() =>
            Archive.Unpack([archive], Target, _folder.File("work"), [], cancelled: new CancellationToken(canceled: true)));

        Assert.Equal([archive], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Only_plain_permissions_are_given()
    {
        var odd = new PaxTarEntry(TarEntryType.RegularFile, "tool")
        {
            Mode = UnixFileMode.SetUser | UnixFileMode.UserExecute | UnixFileMode.OtherWrite,
            DataStream = new MemoryStream("x"u8.ToArray()),
        };
        Unpack(ArchiveMaker.Tar(odd));

        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(Path.Join(Target, "tool"));
        Assert.Equal(UnixFileMode.None, mode & (UnixFileMode.SetUser | UnixFileMode.UserExecute | UnixFileMode.OtherWrite));
        Assert.True(mode.HasFlag(UnixFileMode.UserRead));
    }

    private void Unpack(byte[] archive, string[]? kept = null, ArchiveLimits? limits = null, string name = "archive") =>
        Archive.Unpack([_folder.Write(name, archive)], Target, _folder.File("work"), kept ?? ["a"], limits: limits);

    private bool IsTaken(byte[] archive)
    {
        if (Directory.Exists(Target)) Directory.Delete(Target, recursive: true);
        try
        {
            Unpack(archive);
            return true;
        }
        catch (DatasetException)
        {
            return false;
        }
    }

    private string Refuse(byte[] archive, ArchiveLimits? limits = null)
    {
        var fault = Assert.Throws<DatasetException>(() => Unpack(archive, limits: limits)).Message;
        Assert.EndsWith(".", fault);
        Assert.Contains(_folder.File("archive"), fault);
        Assert.False(Directory.Exists(_folder.File("work")));
        return fault;
    }

    private string[] Files() =>
        [
            .. Directory
                .GetFiles(Target, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Target, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
        ];

    private string Read(string file) => File.ReadAllText(Path.Join(Target, file));
}
