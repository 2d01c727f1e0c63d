using System.Runtime.CompilerServices;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>What happens to a frame before its transform: mean removed, pre-emphasis, window, zeros up to the transform's length.</summary>
internal sealed unsafe class FrameShaper
{
    private readonly float[] _window;
    private readonly int _fftSize;
    private readonly bool _removeDc;
    private readonly float _preEmphasis;

    public FrameShaper(LogMelOptions options)
    {
        _fftSize = options.FftSize;
        _removeDc = options.RemoveDc;
        _preEmphasis = options.PreEmphasis;
        _window = [.. Enumerable.Range(0, options.WindowSamples).Select(n => Hann(n, options))];
    }

    public void Shape<TLanes>(TLanes* frame) where TLanes : unmanaged, ILanes<TLanes>
    {
        if (_removeDc)
            RemoveMean(frame);
        if (_preEmphasis > 0)
            Emphasise(frame);
        ApplyWindow(frame);
        new Span<TLanes>(frame + _window.Length, _fftSize - _window.Length).Clear();
    }

    [MethodImpl(LaneLoop.Options)]
    private void ApplyWindow<TLanes>(TLanes* frame) where TLanes : unmanaged, ILanes<TLanes>
    {
        var window = _window;
        for (var n = 0; n < window.Length; n++)
            frame[n] *= TLanes.Broadcast(window[n]);
    }

    [MethodImpl(LaneLoop.Options)]
    private void RemoveMean<TLanes>(TLanes* frame) where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Broadcast(0);
        for (var n = 0; n < _window.Length; n++)
            sum += frame[n];
        var mean = sum * TLanes.Broadcast(1f / _window.Length);
        for (var n = 0; n < _window.Length; n++)
            frame[n] -= mean;
    }

    // Backwards, so that every sample still finds its predecessor as it was; the first counts as its own predecessor.
    [MethodImpl(LaneLoop.Options)]
    private void Emphasise<TLanes>(TLanes* frame) where TLanes : unmanaged, ILanes<TLanes>
    {
        var share = TLanes.Broadcast(_preEmphasis);
        for (var n = _window.Length - 1; n >= 0; n--)
            frame[n] = TLanes.NegateMultiplyAdd(frame[Math.Max(n - 1, 0)], share, frame[n]);
    }

    private static float Hann(int n, LogMelOptions options)
    {
        var period = options.Window == WindowKind.HannPeriodic ? options.WindowSamples : options.WindowSamples - 1;
        return options.WindowSamples == 1 ? 1 : (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * n / period));
    }
}
