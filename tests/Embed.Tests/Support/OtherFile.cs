namespace Hares.Embed.Tests.Support;

/// <summary>The files of other programs in Files/.</summary>
internal static class OtherFile
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Files", name);
}
