using System.Globalization;

namespace Hares.Ingest.Download;

/// <summary>Sources of the four environmental datasets.</summary>
internal static class EnvironmentSources
{
    private const string Tut18 = "TUT-urban-acoustic-scenes-2018-development";
    private const string AudioSetCsv = "https://storage.googleapis.com/us_audioset/youtube_corpus/v1/csv";

    /// <summary>
    /// Sizes and MD5 of Zenodo record 1228142 as its owners' own toolbox states them (DCASE-REPO/dcase_util, datasets/tut.py,
    /// TUTUrbanAcousticScenes_2018_DevelopmentSet).
    /// </summary>
    private static readonly (string Part, long Bytes, string Md5)[] Tut18Parts =
    [
        ("doc", 10517, "28a4a9c46a6f46709ecc8eece365a3a4"),
        ("meta", 69272, "e196065ee83c07af03a11a310364377d"),
        ("audio.1", 1657811579, "62f97087c447e29def8716204469bf89"),
        ("audio.2", 1783489370, "8e569a92025d82bff6b02b956d7c6dc9"),
        ("audio.3", 1809675304, "00d2020582a4535af5e65322fb2bad56"),
        ("audio.4", 1756582525, "d691eb4271f83ba6ba9a28797accc497"),
        ("audio.5", 1724002546, "c4d64b5483b60f85e9fe080b3435a6be"),
        ("audio.6", 1645753049, "2f0feee78f216697eb19497714d97642"),
        ("audio.7", 1671903917, "07cfefe80a0731de6819181841239f3a"),
        ("audio.8", 1673304843, "213f3c012859c2e9dcb74aacc8558458"),
        ("audio.9", 1674839259, "b724442b09abcb3bd095ebff497cef85"),
        ("audio.10", 1662932947, "a27a32fa52e283ed8013375b8a16f269"),
        ("audio.11", 1751473843, "7073a121e825ffef99832507f30d6644"),
        ("audio.12", 1742332198, "6567aa61db12776568b6267ce122fb18"),
        ("audio.13", 798990513, "d00eeb2db0e093d8975521323a96c519"),
    ];

    /// <summary>
    /// Addresses as the challenge's page gives them (dcase.community/challenge2018/task-bird-audio-detection), with its round sizes. No checksum:
    /// the one that a public loader states is the same for all six files, so it is of none of them.
    /// </summary>
    private static readonly (string Set, string Archive, string Url, long PackedBytes, int Clips, string Labels, int Figshare)[] BirdSets =
    [
        ("BirdVox-DCASE-20k", "BirdVox-DCASE-20k.zip", "https://zenodo.org/record/1208080/files/BirdVox-DCASE-20k.zip",
            15_400_000_000, 20_000, "BirdVoxDCASE20k_csvpublic.csv", 10853300),
        ("ff1010bird", "ff1010bird_wav.zip", "https://archive.org/download/ff1010bird/ff1010bird_wav.zip",
            5_800_000_000, 7_690, "ff1010bird_metadata_2018.csv", 10853303),
        ("warblrb10k", "warblrb10k_public_wav.zip", "https://archive.org/download/warblrb10k_public/warblrb10k_public_wav.zip",
            4_300_000_000, 8_000, "warblrb10k_public_metadata_2018.csv", 10853306),
    ];

    public static IReadOnlyList<DatasetSource> Datasets { get; } = [AudioSet(), Birdsong(), Tut(), Esc50()];

    private static DatasetSource AudioSet() => new()
    {
        Name = "audioset",
        Homepage = new Uri("https://research.google.com/audioset/download.html"),
        Licence = "lists CC BY 4.0; the clips belong to those who put them on YouTube",
        ByHand = $"""
            AudioSet is shipped as lists of YouTube clips, not as audio. Put here
              balanced_train_segments.csv, unbalanced_train_segments.csv, eval_segments.csv, class_labels_indices.csv
                from {AudioSetCsv}/
              balanced_train_segments/, unbalanced_train_segments/, eval_segments/
                the clips that you can have, any audio format, each named by its YouTube id
            """,
        Expected =
        [
            "balanced_train_segments.csv", "unbalanced_train_segments.csv", "eval_segments.csv", "class_labels_indices.csv",
            "balanced_train_segments", "unbalanced_train_segments", "eval_segments",
        ],
    };

    /// <summary>
    /// The terms of BirdVox-DCASE-20k, "Creative Commons Attribution 4.0 International", are quoted in soundata's loader (soundata/soundata,
    /// datasets/dcase_birdVox20k.py).
    /// </summary>
    private static DatasetSource Birdsong() => new()
    {
        Name = "birdsong",
        Homepage = new Uri("https://dcase.community/challenge2018/task-bird-audio-detection"),
        Licence = "CC BY 4.0",
        Files =
        [
            .. BirdSets.Select(set => new RemoteFile { Name = set.Labels, Url = Url($"https://ndownloader.figshare.com/files/{set.Figshare}") }),
            .. BirdSets.Select(set => new RemoteFile { Name = set.Archive, Url = Url($"{set.Url}") }),
        ],
        Archives =
        [
            .. BirdSets.Select(set => new OfficialArchive
            {
                Parts = [set.Archive],
                Into = $"audio/{set.Set}",
                Yields = $"audio/{set.Set}",
                Elsewhere = [set.Set],
                PackedBytes = set.PackedBytes,
                UnpackedBytes = set.Clips * 882_044L, // 10 s of 16-bit mono at 44.1 kHz
            }),
        ],
    };

    private static DatasetSource Tut() => new()
    {
        Name = "tut18",
        Homepage = new Uri("https://zenodo.org/record/1228142"),
        Licence = "(c) 2018 Tampere University of Technology, for experimental and non-commercial purposes only",
        Files =
        [
            .. Tut18Parts.Select(part => new RemoteFile
            {
                Name = $"{Tut18}.{part.Part}.zip",
                Url = Url($"https://zenodo.org/record/1228142/files/{Tut18}.{part.Part}.zip"),
                Bytes = part.Bytes,
                Checksum = Checksum.Md5(part.Md5),
            }),
        ],
        Archives =
        [
            .. Tut18Parts.Select(part => new OfficialArchive
            {
                Parts = [$"{Tut18}.{part.Part}.zip"],
                Kept = ["audio", "evaluation_setup"],
                Yields = part.Part.StartsWith("audio", StringComparison.Ordinal) ? "audio" : "meta.csv",
                PackedBytes = part.Bytes,
                UnpackedBytes = part.Bytes * 7 / 6, // 24.9 GB in all: 8,640 clips of 10 s, 24-bit stereo at 48 kHz
            }),
        ],
    };

    /// <summary>GitHub packs the archive anew when asked, so it has no published size or checksum.</summary>
    private static DatasetSource Esc50() => new()
    {
        Name = "esc-50",
        Homepage = new Uri("https://github.com/karolpiczak/ESC-50"),
        Licence = "CC BY-NC",
        Files = [new() { Name = "ESC-50-master.zip", Url = Url($"https://github.com/karolpiczak/ESC-50/archive/master.zip") }],
        Archives =
        [
            new()
            {
                Parts = ["ESC-50-master.zip"], Kept = ["audio", "meta"], Yields = "meta/esc50.csv",
                PackedBytes = 650_000_000, UnpackedBytes = 900_000_000,
            },
        ],
    };

    private static Uri Url(FormattableString address) => new(address.ToString(CultureInfo.InvariantCulture));
}
