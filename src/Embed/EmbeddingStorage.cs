namespace Hares.Embed;

/// <summary>Which numbers embeddings are stored as; not what a network computes with.</summary>
public enum EmbeddingStorage
{
    /// <summary>As the network gave them.</summary>
    Float32,

    /// <summary>Rounded to 16 bits, eleven of them significant, in less than half the space. Readers see 32 bits all the same.</summary>
    Float16,
}
