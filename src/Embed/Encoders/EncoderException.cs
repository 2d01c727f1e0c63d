namespace Hares.Embed.Encoders;

/// <summary>
/// An encoder cannot be made as asked: unknown name, wrong dimension, unusable weights or device. The message is meant for the user.
/// </summary>
public class EncoderException(string message, Exception? inner = null) : Exception(message, inner);
