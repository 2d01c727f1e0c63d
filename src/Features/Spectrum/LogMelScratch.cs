using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>Working memory for one group of frames; owned by one call at a time.</summary>
internal sealed class LogMelScratch<TLanes> where TLanes : unmanaged, ILanes<TLanes>
{
    // The transposes go in steps of four samples and four bands.
    private const int Step = 4;

    private readonly int _bands;

    public LogMelScratch(LogMelOptions options, int groupSamples)
    {
        _bands = options.Bands;
        RowStride = (_bands + Step - 1) / Step * Step;
        Waveform = new(groupSamples + Step);
        Frames = new(options.FftSize);
        Power = new(options.FftSize / 2 + 1);
        Levels = new(RowStride);
        Rows = new(TLanes.Count * RowStride);
    }

    /// <summary>The samples under the group's frames.</summary>
    public AlignedBuffer<float> Waveform { get; }

    /// <summary>Sample n of every frame at n; the transform works in place.</summary>
    public AlignedBuffer<TLanes> Frames { get; }

    /// <summary>Bin k of every frame at k.</summary>
    public AlignedBuffer<TLanes> Power { get; }

    /// <summary>Band b of every frame at b.</summary>
    public AlignedBuffer<TLanes> Levels { get; }

    /// <summary>The levels again, frame by frame.</summary>
    public AlignedBuffer<float> Rows { get; }

    public int RowStride { get; }

    public void CopyRows(int count, Span<float> logMel)
    {
        for (var row = 0; row < count; row++)
            Rows.Span.Slice(row * RowStride, _bands).CopyTo(logMel[(row * _bands)..]);
    }
}
