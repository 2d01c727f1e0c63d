using System.Collections.Concurrent;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>
/// One frame a lane: a group of frames is copied, transposed, and goes through shaping, transform, mel filters and logarithm
/// together. Tables are immutable and shared; each call borrows a scratch of its own.
/// </summary>
internal sealed unsafe class LaneLogMel<TLanes>(LogMelOptions options) : LogMelKernel(options)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly FrameShaper _shaper = new(options);
    private readonly LaneFft _fft = new(options.FftSize);
    private readonly MelBank _mel = new(options);
    private readonly LevelCurve _curve = new(options.Compression, options.Floor);
    private readonly ConcurrentBag<LogMelScratch<TLanes>> _idle = []; // grows to as many as calls ever overlap

    public override void Compute(ReadOnlySpan<float> samples, int frames, Span<float> logMel)
    {
        if (!_idle.TryTake(out var scratch))
            scratch = new(Options, Grid.Span(TLanes.Count));
        for (var frame = 0; frame < frames; frame += TLanes.Count)
        {
            var count = Math.Min(TLanes.Count, frames - frame);
            Grid.Copy(samples, frame, scratch.Waveform.Span[..Grid.Span(count)]);
            ComputeGroup(scratch);
            scratch.CopyRows(count, logMel[(frame * Options.Bands)..]);
        }
        _idle.Add(scratch);
    }

    private void ComputeGroup(LogMelScratch<TLanes> scratch)
    {
        LaneTranspose.FromRows(scratch.Waveform.Pointer, Options.HopSamples, scratch.Frames.Pointer, Options.WindowSamples);
        _shaper.Shape(scratch.Frames.Pointer);
        _fft.PowerSpectrum(scratch.Frames.Pointer, scratch.Power.Pointer);
        _mel.Apply(scratch.Power.Pointer, scratch.Levels.Pointer);
        _curve.Apply(scratch.Levels.Pointer, Options.Bands);
        LaneTranspose.ToRows(scratch.Levels.Pointer, Options.Bands, scratch.Rows.Pointer, scratch.RowStride);
    }
}
