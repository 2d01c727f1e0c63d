using Hares.Embed.Encoders;

namespace Hares.Embed.Weights;

/// <summary>A weights file cannot be used; the message names the file and everything that is wrong with it.</summary>
public sealed class WeightsException(string message, Exception? inner = null) : EncoderException(message, inner);
