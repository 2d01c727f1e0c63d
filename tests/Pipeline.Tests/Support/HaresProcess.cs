using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hares.Pipeline.Tests.Support;

/// <summary>The real program in a process of its own, to be killed and signalled.</summary>
internal sealed partial class HaresProcess : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public HaresProcess(params string[] arguments) : this("dotnet", Dotnet(arguments))
    {
    }

    private HaresProcess(string file, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>The program without root's right to read and write everything: as any other user runs it.</summary>
    public static HaresProcess WithoutPrivilege(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such permissions, or no setpriv");
        const string Rights = "-dac_override,-dac_read_search";
        return Environment.UserName != "root" ? new HaresProcess(arguments)
            : new HaresProcess("setpriv", [$"--bounding-set={Rights}", $"--inh-caps={Rights}", "dotnet", .. Dotnet(arguments)]);
    }

    /// <summary>The program as a shell starts it, with a redirection of its own: "2&gt;/dev/full".</summary>
    public static HaresProcess Redirected(string redirection, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no /dev/full, or no such shell");
        return new HaresProcess("sh", ["-c", $"exec dotnet \"$@\" {redirection}", "sh", .. Dotnet(arguments)]);
    }

    /// <summary>The exit code, once the process has ended.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>All of standard output, once the process has ended.</summary>
    public Task<string> OutputAsync() => _output;

    /// <summary>All of standard error, once the process has ended.</summary>
    public Task<string> ErrorAsync() => _error;

    /// <summary>kill -9. False for a process that ended by itself before.</summary>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        return await ExitAsync() == Killed;
    }

    public void Signal(PosixSignal signal) => Assert.Equal(0, Send(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15));

    /// <summary>Looks every few milliseconds until the condition holds or the process ends.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!_process.HasExited && !condition()) await Task.Delay(2, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string[] Dotnet(string[] arguments) => [Path.Combine(AppContext.BaseDirectory, "hares-pipeline.dll"), .. arguments];

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
