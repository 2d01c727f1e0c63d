using System.Globalization;
using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;
using Hares.Ingest.Synthesis.AudioSet;
using Hares.Ingest.Synthesis.Birdsong;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.MagnaTagATune;
using Hares.Ingest.Synthesis.Notes;
using Hares.Ingest.Synthesis.NSynth;
using Hares.Ingest.Synthesis.Speech;
using Hares.Ingest.Synthesis.Tut18;

namespace Hares.Ingest.Synthesis;

/// <summary>
/// Makes small labelled corpora, for trying Hares without a download: their classes differ as real sounds do, and are varied enough that encoders
/// score differently on them. Equal options give equal bytes, with any number of threads and on every machine; those of FLAC and MP3 files need equal
/// versions of libsndfile and its encoders as well.
/// </summary>
public static class CorpusSynthesizer
{
    /// <summary>
    /// Makes all corpora in <paramref name="directory"/>. What an interrupted call left is completed, what is complete is left alone.
    /// </summary>
    /// <param name="directory">The folder that gets one folder a corpus; made where it does not exist.</param>
    /// <param name="options">Seed and size.</param>
    /// <param name="maxThreads">How many clips are made at a time.</param>
    /// <param name="say">Is told of every corpus that lacks clips, in a line, before they are made.</param>
    /// <param name="cancellation">Stops between two clips.</param>
    /// <exception cref="DatasetException">
    /// A corpus's folder holds something else, or the same corpus made with other options; or the folder cannot be written.
    /// </exception>
    /// <exception cref="AudioLibraryException">
    /// libsndfile, which makes the FLAC and MP3 files, is not installed or cannot write one of them.
    /// </exception>
    public static IReadOnlyList<SynthesisResult> Write(
        string directory, SynthesisOptions options, int maxThreads, Action<string> say, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ClipsPerClass);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ClipsPerClass, SynthesisOptions.MaxClipsPerClass);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxThreads);
        return Write(directory, Plans(options), options, maxThreads, say, cancellation);
    }

    /// <summary>
    /// Full paths of the corpora's folders that
    /// <see cref="Write(string, SynthesisOptions, int, Action{string}, CancellationToken)"/> would add files to.
    /// </summary>
    /// <param name="directory">The folder of all corpora; need not exist.</param>
    /// <param name="options">Seed and size.</param>
    /// <exception cref="DatasetException">A corpus's folder holds something else, or the same corpus made with other options.</exception>
    public static IReadOnlyList<string> Unfinished(string directory, SynthesisOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        return Unfinished(directory, Plans(options), options);
    }

    /// <summary>All corpora.</summary>
    internal static IReadOnlyList<SyntheticCorpus> Plans(SynthesisOptions options) =>
    [
        AudioSetCorpus.Plan(options),
        EnvironmentCorpus.Plan(options),
        BirdsongCorpus.Plan(options),
        Tut18Corpus.Plan(options),
        NotesCorpus.Plan(options),
        NSynthCorpus.Plan(options),
        MagnaTagATuneCorpus.Plan(options),
        .. SpeechCorpora.Plan(options),
    ];

    /// <summary>Of the given corpora.</summary>
    internal static IReadOnlyList<string> Unfinished(string directory, IReadOnlyList<SyntheticCorpus> corpora, SynthesisOptions options)
    {
        foreach (var corpus in corpora) RequireOwnFolder(Folder(directory, corpus), Stamp(corpus, options));
        return
        [
            .. corpora.Select(corpus => (Folder: Folder(directory, corpus), Files: corpus.Clips.Concat(corpus.Metadata)))
                .Where(corpus => Missing(corpus.Folder, corpus.Files).Count > 0)
                .Select(corpus => corpus.Folder),
        ];
    }

    /// <summary>Makes the given corpora: the whole ones, or what a test has left of them.</summary>
    internal static IReadOnlyList<SynthesisResult> Write(
        string directory, IReadOnlyList<SyntheticCorpus> corpora, SynthesisOptions options, int maxThreads, Action<string> say,
        CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellation };
        foreach (var corpus in corpora) RequireOwnFolder(Folder(directory, corpus), Stamp(corpus, options));
        try
        {
            return [.. corpora.Select(corpus => Write(Folder(directory, corpus), corpus, Stamp(corpus, options), parallel, say))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || e is AggregateException { InnerException: IOException })
        {
            throw new DatasetException($"{Path.GetFullPath(directory)} cannot be written: {(e.InnerException ?? e).Message}");
        }
        catch (AggregateException e) when (e.InnerException is AudioLibraryException fault)
        {
            throw new AudioLibraryException(fault.Message);
        }
    }

    private static string Folder(string directory, SyntheticCorpus corpus) => Path.GetFullPath(Path.Join(directory, corpus.Folder));

    private static CorpusStamp Stamp(SyntheticCorpus corpus, SynthesisOptions options) =>
        new(corpus.Name, corpus.Version, options.Seed, options.ClipsPerClass);

    private static void RequireOwnFolder(string folder, CorpusStamp wanted)
    {
        if (File.Exists(folder)) throw new DatasetException($"{folder} is a file; choose another folder.");
        if (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(CorpusStamp.IsPartial)) return;
        var found = CorpusStamp.Read(folder)
            ?? throw new DatasetException($"{folder} is not empty and holds no synthetic corpus; choose another folder.");
        if (found != wanted)
            throw new DatasetException(
                $"{folder} holds \"{found.Corpus}\" version {found.Version}, made with seed {found.Seed} and {found.ClipsPerClass} clips a "
                + $"class, not version {wanted.Version} with seed {wanted.Seed} and {wanted.ClipsPerClass}; delete it or choose another folder.");
    }

    private static SynthesisResult Write(string folder, SyntheticCorpus corpus, CorpusStamp stamp, ParallelOptions parallel, Action<string> say)
    {
        Directory.CreateDirectory(folder);
        stamp.Write(folder);
        foreach (var parent in corpus.Clips.Concat(corpus.Metadata).Select(file => Path.GetDirectoryName(Path.Join(folder, file.Path))).Distinct())
            Directory.CreateDirectory(parent!);
        var clips = Missing(folder, corpus.Clips);
        var files = clips.Count == 1 ? "file" : "files";
        if (clips.Count > 0) say(string.Create(CultureInfo.InvariantCulture, $"{corpus.Name}: making {clips.Count:N0} {files} in {folder}"));
        Write(folder, clips, parallel);
        Write(folder, Missing(folder, corpus.Metadata), parallel);
        return new SynthesisResult(corpus.Name, folder, corpus.Clips.Count, clips.Count);
    }

    private static List<SyntheticFile> Missing(string folder, IEnumerable<SyntheticFile> files) =>
        [.. files.Where(file => !File.Exists(Path.Join(folder, file.Path)))];

    private static void Write(string folder, IReadOnlyList<SyntheticFile> files, ParallelOptions parallel) =>
        Parallel.ForEach(files, parallel, file => AtomicFile.Write(Path.Join(folder, file.Path), file.Render()));
}
