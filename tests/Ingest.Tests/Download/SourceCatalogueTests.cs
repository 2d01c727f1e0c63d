using Hares.Ingest.Download;

namespace Hares.Ingest.Tests.Download;

public sealed class SourceCatalogueTests
{
    [Fact]
    public void The_datasets_of_all_twelve_tasks_are_known() => Assert.Equal(
        [
            "audioset", "birdsong", "tut18", "esc-50", "speech-commands-v1", "speech-commands-v2",
            "fluent-speech-commands", "voxforge", "voxceleb", "nsynth", "magnatagatune"
        ],
        SourceCatalogue.Datasets.Select(dataset => dataset.Name));

    [Fact]
    public void Every_dataset_is_fetched_or_says_what_a_person_has_to_do() => Assert.All(SourceCatalogue.Datasets, dataset =>
    {
        var isFetched = dataset.Files.Count > 0 || dataset.SubmissionList is not null;
        Assert.NotEqual(isFetched, dataset.ByHand is not null);
        Assert.Equal(isFetched, dataset.Expected.Count == 0);
        Assert.NotEmpty(dataset.Licence);
    });

    [Fact]
    public void An_archive_is_fetched_in_all_its_parts_or_not_at_all_and_room_is_asked_for_it() => Assert.All(
        SourceCatalogue.Datasets
            .Where(dataset => dataset.ByHand is null)
            .SelectMany(dataset => dataset.Archives.Select(archive => (dataset, archive))),
        pair =>
        {
            var fetched = pair.archive.Parts.Count(part => pair.dataset.Files.Any(file => file.Name == part));
            Assert.Contains(fetched, new[] { 0, pair.archive.Parts.Count });
            Assert.InRange(pair.archive.UnpackedBytes, pair.archive.PackedBytes, 50_000_000_000);
        });

    [Fact]
    public void File_names_are_plain_and_addresses_are_of_the_web() => Assert.All(
        SourceCatalogue.Datasets.SelectMany(dataset => dataset.Files),
        file =>
        {
            Assert.Equal(Path.GetFileName(file.Name), file.Name);
            Assert.Contains(file.Url.Scheme, new[] { "http", "https" });
        });

    [Fact]
    public void Checksums_are_of_archives_that_are_known_and_not_fetched() => Assert.All(SourceCatalogue.Datasets, dataset =>
        Assert.Empty(
            dataset.Checksums.Keys
                .Except(dataset.Archives.SelectMany(archive => archive.Parts))
                .Concat(dataset.Checksums.Keys.Intersect(dataset.Files.Select(file => file.Name)))));

    [Fact]
    public void Every_archive_of_VoxCeleb_and_the_list_of_VoxForge_have_a_checksum()
    {
        var voxceleb = SourceCatalogue.Find("voxceleb")!;

        Assert.Empty(voxceleb.Archives.SelectMany(archive => archive.Parts).Except(voxceleb.Checksums.Keys));
        Assert.Equal(1_344_189, SourceCatalogue.Find("voxforge")!.SubmissionList!.Bytes);
        Assert.NotNull(SourceCatalogue.Find("voxforge")!.SubmissionList!.Checksum);
    }

    [Fact]
    public void An_unknown_name_is_no_dataset() => Assert.Null(SourceCatalogue.Find("fsdd"));
}
