using Hares.Pipeline.Commands;

Console.SetError(MessageWriter.OnStandardError());
return await CommandLine.RunAsync(args);
