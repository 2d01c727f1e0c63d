namespace Hares.Pipeline.Commands;

/// <summary>A command was asked for something it cannot do; the message is for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
