namespace Hares.Ingest.Tests.Support;

/// <summary>Real recordings that some machines have: the folder named by the environment variable HARES_TEST_DATA.</summary>
internal static class TestData
{
    public static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable("HARES_TEST_DATA");
        var folder = Path.Join(root, name);
        if (string.IsNullOrEmpty(root) || !Directory.Exists(folder)) Assert.Skip($"HARES_TEST_DATA names no folder with {name}.");
        return folder;
    }
}
