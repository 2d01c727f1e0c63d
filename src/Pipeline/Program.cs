using Hares.Pipeline.Commands;

return await CommandLine.RunAsync(args);
