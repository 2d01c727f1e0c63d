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
    /// <summary>Makes all corpora in <paramref name="directory"/>. What an interrupted call left is completed, what is complete is left alone.</summary>
    /// <param name="directory">The folder that gets one folder a corpus; made where it does not exist.</param>
    /// <param name="options">Seed and size.</param>
    /// <param name="maxThreads">How many clips are made at a time.</param>
    /// <param name="cancellation">Stops between two clips.</param>
    /// <exception cref="DatasetException">
    /// A corpus's folder holds something else, or the same corpus made with other options; or the folder cannot be written.
    /// </exception>
    /// <exception cref="AudioLibraryException">libsndfile, which makes the FLAC and MP3 files, is not installed or cannot write one of them.</exception>
    public static IReadOnlyList<SynthesisResult> Write(string directory, SynthesisOptions options, int maxThreads, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ClipsPerClass);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ClipsPerClass, SynthesisOptions.MaxClipsPerClass);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxThreads);
        return Write(directory, Plans(options), options, maxThreads, cancellation);
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

    /// <summary>Makes the given corpora: the whole ones, or what a test has left of them.</summary>
    internal static IReadOnlyList<SynthesisResult> Write(
        string directory, IReadOnlyList<SyntheticCorpus> corpora, SynthesisOptions options, int maxThreads, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellation };
        foreach (var corpus in corpora) RequireOwnFolder(Folder(directory, corpus), Stamp(corpus, options));
        try
        {
            return [.. corpora.Select(corpus => Write(Folder(directory, corpus), corpus, Stamp(corpus, options), parallel))];
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
            throw new DatasetException($"{folder} holds \"{found.Corpus}\" version {found.Version}, made with seed {found.Seed} and {found.ClipsPerClass} clips a "
                + $"class, not version {wanted.Version} with seed {wanted.Seed} and {wanted.ClipsPerClass}; delete it or choose another folder.");
    }

    private static SynthesisResult Write(string folder, SyntheticCorpus corpus, CorpusStamp stamp, ParallelOptions parallel)
    {
        Directory.CreateDirectory(folder);
        stamp.Write(folder);
        foreach (var parent in corpus.Clips.Concat(corpus.Metadata).Select(file => Path.GetDirectoryName(Path.Join(folder, file.Path))).Distinct())
            Directory.CreateDirectory(parent!);
        var written = WriteMissing(folder, corpus.Clips, parallel);
        WriteMissing(folder, corpus.Metadata, parallel);
        return new SynthesisResult(corpus.Name, folder, corpus.Clips.Count, written);
    }

    private static int WriteMissing(string folder, IReadOnlyList<SyntheticFile> files, ParallelOptions parallel)
    {
        var missing = files.Where(file => !File.Exists(Path.Join(folder, file.Path))).ToList();
        Parallel.ForEach(missing, parallel, file => AtomicFile.Write(Path.Join(folder, file.Path), file.Render()));
        return missing.Count;
    }
}
