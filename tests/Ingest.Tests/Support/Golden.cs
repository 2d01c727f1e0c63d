namespace Hares.Ingest.Tests.Support;

/// <summary>Where the reference values lie beside the tests.</summary>
internal static class Golden
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", name);
}
