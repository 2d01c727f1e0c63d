namespace Hares.Embed.Encoders;

/// <summary>A batch does not fit the device's memory.</summary>
public sealed class OutOfDeviceMemoryException(string message, Exception? inner = null) : Exception(message, inner);
