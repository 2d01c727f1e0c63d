using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A module whose parts have dotted names, such as <c>layer1.0.conv1</c>: the originals put modules into sequences and lists that mean nothing but
/// such names, and TorchSharp accepts no dot in one. Only what is registered is a part; fields are not.
/// </summary>
internal abstract class PathNamedModule(string name) : nn.Module<Tensor, Tensor>(name)
{
    public T Register<T>(string path, T module) where T : nn.Module
    {
        nn.Module owner = this;
        var names = path.Split('.');
        foreach (var name in names[..^1])
            owner = Group(owner, name);
        owner.register_module(names[^1], module);
        return module;
    }

    protected override void RegisterComponents()
    {
    }

    private static nn.Module Group(nn.Module owner, string name)
    {
        if (owner.named_children().FirstOrDefault(child => child.name == name).module is { } known)
            return known;
        var group = new NameGroup();
        owner.register_module(name, group);
        return group;
    }

    private sealed class NameGroup() : nn.Module(nameof(NameGroup));
}
