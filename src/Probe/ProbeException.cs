namespace Hares.Probe;

/// <summary>A task, split or setting that cannot be probed; the message is one or more clear sentences for the user.</summary>
public sealed class ProbeException(string message) : Exception(message);
