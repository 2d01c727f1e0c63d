using Hares.Embed.Encoders;

namespace Hares.Pipeline.Configuration;

/// <summary>An encoder of the run.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Settings">Architecture and weights, paths made full.</param>
internal sealed record EncoderChoice(string Name, EncoderSettings Settings);
