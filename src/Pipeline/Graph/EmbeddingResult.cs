namespace Hares.Pipeline.Graph;

/// <summary>What reaches the writing stage: embeddings of a batch, or a clip that could not be used.</summary>
internal abstract record EmbeddingResult;
