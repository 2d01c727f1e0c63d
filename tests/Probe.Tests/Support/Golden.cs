using System.Text.Json;

namespace Hares.Probe.Tests.Support;

internal static class Golden
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)));
        return document.RootElement.Clone();
    }

    public static float[][] Floats(this JsonElement rows) => rows.Deserialize<float[][]>()!;

    public static double[] Doubles(this JsonElement values) => values.Deserialize<double[]>()!;

    public static int[][] Integers(this JsonElement rows) => rows.Deserialize<int[][]>()!;
}
