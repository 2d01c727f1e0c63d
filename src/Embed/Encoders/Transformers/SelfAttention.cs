using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

// B batch, T tokens, D width, H heads

/// <summary>Attention of every token to every token, in the fused form that never holds the T x T weights of all heads at once.</summary>
internal static class SelfAttention
{
    /// <param name="projected">(B, T, 3 D): queries, keys, values.</param>
    /// <returns>(B, T, D), heads side by side.</returns>
    public static Tensor Of(Tensor projected, long heads)
    {
        var (batch, tokens, width) = (projected.shape[0], projected.shape[1], projected.shape[2] / 3);
        var parts = projected.view(batch, tokens, 3, heads, width / heads).permute(2, 0, 3, 1, 4); // (3, B, H, T, D / H)
        var attended = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return attended.transpose(1, 2).reshape(batch, tokens, width);
    }
}
