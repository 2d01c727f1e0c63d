using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>Working memory for one group of frames; owned by one call at a time.</summary>
internal sealed class LogMelScratch<TLanes>(LogMelOptions options, int groupSamples) where TLanes : unmanaged, ILanes<TLanes>
{
    // The transposes go in steps of four samples and four bands.
    private const int Step = 4;

    public int RowStride { get; } = (options.Bands + Step - 1) / Step * Step;

    public AlignedBuffer<float> Waveform { get; } = new(groupSamples + Step);

    public AlignedBuffer<TLanes> Frames { get; } = new(options.FftSize);

    public AlignedBuffer<TLanes> Power { get; } = new(options.FftSize / 2 + 1);

    public AlignedBuffer<TLanes> Levels { get; } = new((options.Bands + Step - 1) / Step * Step);

    public AlignedBuffer<float> Rows { get; } = new(TLanes.Count * ((options.Bands + Step - 1) / Step * Step));

    public void CopyRows(int count, Span<float> logMel)
    {
        for (var row = 0; row < count; row++)
            Rows.Span.Slice(row * RowStride, options.Bands).CopyTo(logMel[(row * options.Bands)..]);
    }
}
