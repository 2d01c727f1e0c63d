using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights.Pickle;

public sealed class TorchFileTests
{
    [Theory]
    [InlineData("state-dict.pt")]
    [InlineData("state-dict-legacy.pth")]
    [InlineData("state-dict-protocol-4.pt")]
    public void Every_kind_of_tensor_is_read_as_PyTorch_shows_it(string name)
    {
        using var file = TensorFile.Open(OtherFile.Path(name));

        Assert.Equal([1.5f, -2.5f, 0, 4, 5, 6.25f], Values(file, "plain", 2, 3));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (i % 4 * 6 + i / 4) / 4f), Values(file, "transposed", 6, 4));
        Assert.Equal([2, 2.25f, 2.5f, 3.5f, 3.75f, 4], Values(file, "slice", 2, 3));
        Assert.Equal([3, 4], Values(file, "parameter", 2));
        Assert.Equal([0.5f, -1], Values(file, "half", 2));
        Assert.Equal([0.25f, 1e-3f], Values(file, "double", 2));
        Assert.Equal([1, -0.375f], Values(file, "brain", 2));
        Assert.Equal([7.5f], Values(file, "scalar"));
        Assert.Equal([2, 2, 2], Values(file, "expanded", 3));
        Assert.Empty(Values(file, "empty", 0, 3));
        Assert.Equal(11, file.Tensors.Count);
    }

    [Theory]
    [InlineData("checkpoint.pt")]
    [InlineData("checkpoint-slowfast.pt")]
    [InlineData("checkpoint-lightning.pt")]
    public void The_network_is_found_among_what_training_keeps_beside_it(string name)
    {
        using var file = TensorFile.Open(OtherFile.Path(name));
        Assert.Equal(["weight", "bias"], file.Tensors.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData("state-dict.pt")]
    [InlineData("state-dict-legacy.pth")]
    public void Integers_are_no_weights(string name)
    {
        using var file = TensorFile.Open(OtherFile.Path(name));
        var e = Assert.Throws<WeightsException>(() => file.Read(file.Tensors.Single(tensor => tensor.Name == "counter"), new float[1]));
        Assert.Contains("'counter' does not hold floating-point numbers", e.Message);
    }

    [Theory]
    [InlineData("whole-module.pt", "asks for torch.nn.modules.linear.Linear, which is refused")]
    [InlineData("program.pt", "is a TorchScript program, not a state dict; give it as \"torchscript\"")]
    [InlineData("plain.pickle", "a Python pickle, but none that torch.save wrote")]
    public void What_is_no_state_dict_is_refused_with_advice(string name, string sentence)
    {
        var e = Assert.Throws<WeightsException>(() => TensorFile.Open(OtherFile.Path(name)));
        Assert.StartsWith(OtherFile.Path(name), e.Message);
        Assert.Contains(sentence, e.Message);
    }

    [Theory]
    [InlineData("state-dict.pt")]
    [InlineData("state-dict-legacy.pth")]
    [InlineData("haiku.npz")]
    public void A_file_cut_anywhere_is_refused_and_nothing_worse(string name)
    {
        var whole = File.ReadAllBytes(OtherFile.Path(name));
        var path = Some.TemporaryFile();
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<WeightsException>(() => TensorFile.Open(path).Dispose());
        }
    }

    [Theory]
    [InlineData("state-dict.pt")]
    [InlineData("state-dict-legacy.pth")]
    [InlineData("haiku.npz")]
    public void A_byte_changed_anywhere_gives_tensors_or_a_sentence(string name)
    {
        var whole = File.ReadAllBytes(OtherFile.Path(name));
        var path = Some.TemporaryFile();
        for (var place = 0; place < whole.Length; place++)
        {
            var changed = (byte[])whole.Clone();
            changed[place] ^= (byte)(1 + place % 255);
            File.WriteAllBytes(path, changed);
            try
            {
                using var file = TensorFile.Open(path);
                foreach (var tensor in file.Tensors.Where(tensor => tensor.Elements < 100))
                    file.Read(tensor, new float[tensor.Elements]);
            }
            catch (WeightsException e)
            {
                Assert.StartsWith(path, e.Message);
            }
        }
    }

    private static float[] Values(ITensorFile file, string name, params long[] shape)
    {
        var tensor = file.Tensors.Single(tensor => tensor.Name == name);
        Assert.Equal(shape, tensor.Shape);
        var values = new float[tensor.Elements];
        file.Read(tensor, values);
        return values;
    }
}
