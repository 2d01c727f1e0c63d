using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Own;

/// <summary>A network saved by torch.jit, run by libtorch: from (batch, samples) or (batch, frames, bands). Owns the module.</summary>
internal sealed partial class TorchScriptModel : IWindowModel
{
    private readonly jit.ScriptModule _module;
    private readonly Device _device;
    private readonly OwnModelSettings _settings;
    private readonly int _bands;
    private readonly int _threads;

    private TorchScriptModel(jit.ScriptModule module, Device device, OwnModelSettings settings, int bands, int threads)
    {
        (_module, _device, _settings, _bands, _threads) = (module, device, settings, bands, threads);
        _module.eval();
    }

    public int? FixedFrames => _settings.Length;

    public bool TakesBatches => true;

    /// <param name="bands">Values a frame; 1 for a waveform.</param>
    /// <param name="device">One of <see cref="DeviceNames"/>.</param>
    /// <param name="threads">Threads that share an operation on the CPU.</param>
    /// <exception cref="EncoderException">The file is no TorchScript, or there is no such device.</exception>
    public static TorchScriptModel Open(OwnModelSettings settings, int bands, string device, int threads)
    {
        var target = TorchDevice.Of(device);
        try
        {
            return new TorchScriptModel(jit.load(settings.Path, target), target, settings, bands, threads);
        }
        catch (ExternalException e)
        {
            throw new EncoderException($"{settings.Path}: libtorch cannot load it as TorchScript (torch.jit.save writes that): {FirstLine(e)}", e);
        }
    }

    public ModelOutput Run(float[] values, int windows, int frames)
    {
        TorchThreads.UseHere(_threads);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        try
        {
            var input = tensor(values, _bands == 1 ? [windows, frames] : [windows, frames, _bands]).to(_device);
            var output = Chosen(Forward(input)).to(float32).cpu().contiguous();
            return new(output.Floats().ToArray(), output.shape);
        }
        catch (ExternalException e) when (OutOfDeviceMemoryException.IsMeantBy(e))
        {
            throw new OutOfDeviceMemoryException($"{windows} windows of {frames} frames do not fit the memory of {_device}.", e);
        }
        catch (ExternalException e)
        {
            throw new ModelFailureException(_settings.Path, windows, frames, Reason(e), e);
        }
    }

    public void Dispose() => _module.Dispose();

    private object Forward(Tensor input)
    {
        try
        {
            return _module.forward(input);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or NotImplementedException)
        {
            // What TorchSharp meets dictionaries and texts with; what it throws of its own tensors is a fault of ours and goes on.
            throw new EncoderException(
                $"{_settings.Path}: the model gives neither a tensor nor a tuple of tensors; return one of these from forward().",
                e);
        }
    }

    private Tensor Chosen(object output) => (output, _settings.Output) switch
    {
        (Tensor only, null) => only,
        (ITuple several, { } place)
            when int.TryParse(place, CultureInfo.InvariantCulture, out var i)
            && i >= 0 && i < several.Length && several[i] is Tensor found => found,
        (IList several, { } place)
            when int.TryParse(place, CultureInfo.InvariantCulture, out var i)
            && i >= 0 && i < several.Count && several[i] is Tensor found => found,
        (Tensor, { } name) => throw new EncoderException($"{_settings.Path}: the model gives one tensor, but \"output\" asks for '{name}'."),
        _ => throw new EncoderException($"{_settings.Path}: the model gives {Described(output)}; choose one tensor by \"output\"."),
    };

    private static string Described(object output) => output switch
    {
        ITuple several => $"a tuple of {several.Length}, numbered from 0",
        IList several => $"a list of {several.Count}, numbered from 0",
        _ => "something that is neither a tensor nor several",
    };

    private static string FirstLine(ExternalException e) => e.Message.Split('\n', 2)[0];

    /// <summary>
    /// libtorch's traceback ends with what went wrong, as "RuntimeError: ..." or, raised by the model itself, "builtins.ValueError: ...".
    /// </summary>
    private static string Reason(ExternalException e) =>
        ErrorLine().Matches(e.Message).LastOrDefault()?.Groups["error"].Value.TrimEnd() ?? FirstLine(e);

    [GeneratedRegex(@"^\s*(?:builtins\.)?(?<error>[\w.]*(?:Error|Exception)\b.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
