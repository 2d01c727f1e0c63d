using Hares.Pipeline.Commands;

namespace Hares.Pipeline.Tests.Support;

/// <summary>What the program said and returned, run in this process. The console is shared: for the "native" collection only.</summary>
internal sealed record CapturedRun(int Code, string Output, string Error)
{
    public static async Task<CapturedRun> OfAsync(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using StringWriter said = new(), complained = new();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            var code = await CommandLine.RunAsync(arguments);
            return new CapturedRun(code, said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
