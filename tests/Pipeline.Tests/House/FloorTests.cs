using System.Reflection;
using System.Xml.Linq;

namespace Hares.Pipeline.Tests.House;

/// <summary>The building refuses an upward or sideways reference, and a Dataflow type outside the graph.</summary>
public class FloorTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Ingest"] = [],
        ["Features"] = [],
        ["Probe"] = [],
        ["Embed"] = ["Features"],
        ["Pretrain"] = ["Embed"],
        ["Pipeline"] = ["Ingest", "Features", "Embed", "Probe", "Pretrain"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_the_floors_below(string project)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"Hares.{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["Hares.".Length..]);

        Assert.Empty(references.Except(Allowed[project]));
    }

    [Fact]
    public void Dataflow_is_named_in_the_graph_only()
    {
        var naming = Sources().Where(file => File.ReadAllText(file).Contains("Tasks.Dataflow", StringComparison.Ordinal));

        Assert.All(naming, file => Assert.StartsWith(Path.Combine(Repository.Root, "src", "Pipeline", "Graph"), file, StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_are_made_by_the_mesh_only()
    {
        string[] blocks = ["TransformBlock<", "ActionBlock<", "BatchBlock<", "BufferBlock<", "TransformManyBlock<", "BroadcastBlock<"];

        var making = Sources().Where(file => blocks.Any(block => File.ReadAllText(file).Contains("new " + block, StringComparison.Ordinal)));

        Assert.Empty(making);
        Assert.Contains("TransformBlock<", File.ReadAllText(Path.Combine(Repository.Root, "src", "Pipeline", "Graph", "Mesh.cs")));
    }

    [Fact]
    public void TorchSharp_is_referenced_by_embedding_and_probing_only()
    {
        Assert.All(new[] { typeof(Ingest.Clips.Clip).Assembly, typeof(Features.LogMel).Assembly }, assembly =>
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), IsTorch));
        Assert.Contains(typeof(Embed.Embedder).Assembly.GetReferencedAssemblies(), IsTorch);

        static bool IsTorch(AssemblyName name) => name.Name == "TorchSharp";
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
