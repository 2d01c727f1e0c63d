using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Hares.Embed.Encoders.Own;

/// <summary>A network that ONNX Runtime runs. Owns the session.</summary>
internal sealed class OnnxModel : IWindowModel
{
    private const string CudaProvider = "CUDAExecutionProvider";

    private readonly InferenceSession _session;
    private readonly OnnxInput _input;
    private readonly string _path;
    private readonly string _output;

    private OnnxModel(InferenceSession session, OwnModelSettings settings, int bands)
    {
        (_session, _path) = (session, settings.Path);
        _input = Input(bands);
        _output = Output(settings.Output);
    }

    public int? FixedFrames => _input.FixedFrames;

    public bool TakesBatches => _input.TakesBatches;

    /// <param name="bands">Values a frame; 1 for a waveform.</param>
    /// <param name="device">One of <see cref="DeviceNames"/>, of which "auto" is the first GPU where ONNX Runtime has one, else the CPU.</param>
    /// <param name="threads">Threads that share an operation on the CPU.</param>
    /// <exception cref="EncoderException">The model cannot be loaded, or does not take such windows.</exception>
    public static OnnxModel Open(OwnModelSettings settings, int bands, string device, int threads)
    {
        using var options = Options(device, threads);
        InferenceSession session;
        try
        {
            session = new InferenceSession(settings.Path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EncoderException($"{settings.Path}: ONNX Runtime cannot load the model: {FirstLine(e)}", e);
        }

        try
        {
            return new OnnxModel(session, settings, bands);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Where models are computed when this device is asked for: "cpu", or "cuda:" and the GPU's number.</summary>
    /// <exception cref="EncoderException">There is no such device, or this build's ONNX Runtime knows no GPU.</exception>
    public static string DeviceOf(string device)
    {
        if (OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
            return TorchDevice.NameOf(TorchDevice.Of(device));
        return device is DeviceNames.Auto or DeviceNames.Cpu ? DeviceNames.Cpu : throw new EncoderException(
            $"Device \"{device}\" is not available to ONNX models: it needs an NVIDIA GPU and a build for it (CONTRIBUTING.md, CUDA).");
    }

    public ModelOutput Run(float[] values, int windows, int frames)
    {
        var input = _input.IsBandsFirst ? BandsFirst(values, windows, frames) : values;
        try
        {
            using var options = new RunOptions();
            using var tensor = OrtValue.CreateTensorValueFromMemory(input, _input.Shape(windows, frames));
            using var results = _session.Run(options, [_session.InputNames[0]], [tensor], [_output]);
            var shape = results[0].GetTensorTypeAndShape().Shape;
            return new(Float32(results[0]), _input.HasBatch ? shape : [1, .. shape]);
        }
        catch (OnnxRuntimeException e) when (OutOfDeviceMemoryException.IsSaidBy(e.Message))
        {
            throw new OutOfDeviceMemoryException($"{windows} windows of {frames} frames do not fit the memory of ONNX Runtime's device.", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelFailureException(_path, windows, frames, FirstLine(e), e);
        }
    }

    public void Dispose() => _session.Dispose();

    private static SessionOptions Options(string device, int threads)
    {
        var chosen = DeviceOf(device);
        OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL; // what fails is thrown as well, or done in another way
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // decoding needs the processors between two batches
        if (chosen != DeviceNames.Cpu)
            AppendGpu(options, DeviceNames.GpuOf(chosen));
        return options;
    }

    private static void AppendGpu(SessionOptions options, int gpu)
    {
        try
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new()
            {
                ["device_id"] = gpu.ToString(CultureInfo.InvariantCulture),
                ["use_tf32"] = "0", // as TorchDevice; for some convolutions taken back in silence, hence NVIDIA_TF32_OVERRIDE in build/environment.sh
                ["cudnn_conv_algo_search"] = "HEURISTIC", // never by trial, which may end otherwise in the next run
            });
            options.AppendExecutionProvider_CUDA(cuda);
        }
        catch (OnnxRuntimeException e)
        {
            options.Dispose();
            throw new EncoderException(
                "ONNX Runtime cannot use the GPU, for which it needs CUDA 13 and cuDNN 9 among the system's libraries; "
                + $"say \"device\": \"cpu\" or export TorchScript: {FirstLine(e)}",
                e);
        }
    }

    private OnnxInput Input(int bands)
    {
        if (_session.InputNames is not [var only])
            throw new EncoderException(
                $"{_path}: the model has {_session.InputNames.Count} inputs ({string.Join(", ", _session.InputNames)}); an encoder takes one.");
        var declared = _session.InputMetadata[only];
        if (Type(declared) is not TensorElementType.Float)
            throw new EncoderException($"{_path}: its input '{only}' is {Described(declared)}; a tensor of float32 is wanted.");
        try
        {
            return OnnxInput.Of(declared.Dimensions, bands);
        }
        catch (EncoderException e)
        {
            throw new EncoderException($"{_path}: {e.Message}", e);
        }
    }

    private string Output(string? wanted)
    {
        var known = string.Join(", ", _session.OutputNames);
        if (wanted is null && _session.OutputNames.Count > 1)
            throw new EncoderException($"{_path}: the model has several outputs; choose one of {known} by \"output\".");
        var name = wanted ?? _session.OutputNames[0];
        if (!_session.OutputNames.Contains(name))
            throw new EncoderException($"{_path}: the model has no output '{name}'; it has {known}.");
        var declared = _session.OutputMetadata[name];
        return Type(declared) is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.Double
            ? name
            : throw new EncoderException(
                $"{_path}: its output '{name}' is {Described(declared)}; a tensor of float32, float16 or float64 is wanted.");
    }

    /// <returns>Null for what is no tensor.</returns>
    private static TensorElementType? Type(NodeMetadata declared) =>
        declared.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR ? declared.ElementDataType : null;

    private static string Described(NodeMetadata declared) => declared.OnnxValueType switch
    {
        OnnxValueType.ONNX_TYPE_TENSOR => $"of type {declared.ElementDataType}",
        OnnxValueType.ONNX_TYPE_SEQUENCE => "a sequence of tensors",
        _ => "no tensor",
    };

    private static float[] Float32(OrtValue output)
    {
        var type = output.GetTensorTypeAndShape().ElementDataType;
        if (type == TensorElementType.Float)
            return output.GetTensorDataAsSpan<float>().ToArray();
        var values = new float[output.GetTensorTypeAndShape().ElementCount];
        if (type == TensorElementType.Double)
            TensorPrimitives.ConvertTruncating(output.GetTensorDataAsSpan<double>(), values);
        else
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<Float16, Half>(output.GetTensorDataAsSpan<Float16>()), values);
        return values;
    }

    private float[] BandsFirst(float[] values, int windows, int frames)
    {
        var turned = new float[values.Length];
        for (var window = 0; window < windows; window++)
        {
            var start = window * frames * _input.Bands;
            for (var frame = 0; frame < frames; frame++)
                for (var band = 0; band < _input.Bands; band++)
                    turned[start + band * frames + frame] = values[start + frame * _input.Bands + band];
        }

        return turned;
    }

    private static string FirstLine(OnnxRuntimeException e) => e.Message.Split('\n', 2)[0];
}
