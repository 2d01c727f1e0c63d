namespace Hares.Ingest.Datasets.Checks;

/// <summary>What a check of a dataset can find. The name, in kebab case, is what reports show.</summary>
public enum FindingKind
{
    /// <summary>The dataset's folder or its metadata cannot be used; nothing else was looked at.</summary>
    Unreadable,

    /// <summary>An archive that lies in the dataset's folder and cannot be unpacked.</summary>
    DamagedArchive,

    /// <summary>A task whose labels or splits allow no score.</summary>
    Unscorable,

    /// <summary>Fewer clips or classes than a public dataset's owners publish.</summary>
    Incomplete,

    /// <summary>A task asks for a label column that the dataset lacks.</summary>
    UnknownLabel,

    /// <summary>A split that scoring needs has no clips, or there are fewer than two folds.</summary>
    EmptySplit,

    /// <summary>A class that is tested but never trained, or that one fold holds all of.</summary>
    ClassWithoutTraining,

    /// <summary>A class that is trained but never tested.</summary>
    ClassWithoutTest,

    /// <summary>A clip without any class of a label.</summary>
    Unlabelled,

    /// <summary>No file where the metadata says.</summary>
    MissingFile,

    /// <summary>Audio files that the metadata does not name.</summary>
    ExtraFile,

    /// <summary>Clips whose file names tell another class or fold than the metadata.</summary>
    Mislabelled,

    /// <summary>Another sample rate than the owners publish.</summary>
    WrongRate,

    /// <summary>Another number of channels than the owners publish.</summary>
    WrongChannels,

    /// <summary>Shorter or longer than the owners publish.</summary>
    WrongLength,

    /// <summary>A file that no embedding can be made of.</summary>
    UnusableAudio,

    /// <summary>The same audio on both sides of a split: what is tested was trained on.</summary>
    Leak,

    /// <summary>The same audio more than once within one split or fold.</summary>
    Duplicate,
}
