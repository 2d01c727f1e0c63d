using System.Collections;
using System.IO.Hashing;
using System.Text;

namespace Hares.Ingest.Datasets.Tables;

/// <summary>
/// Distinct texts in the order they were added, some 16 bytes each beside their UTF-8: a dataset may name millions of files. A text that is
/// asked for is made anew.
/// </summary>
internal sealed class TextSet : IReadOnlyList<string>
{
    private const int PageBytes = 1 << 20;
    private const int LengthBytes = sizeof(ushort);

    /// <summary>Longest text in UTF-16 characters, each of which takes at most 3 bytes.</summary>
    public const int MaxChars = ushort.MaxValue / 3;

    private readonly List<byte[]> _pages = [];
    private readonly List<int> _starts = []; // page x PageBytes + offset of a text's length, which its bytes follow
    private long[] _slots = new long[16];    // hash in the upper half, place + 1 in the lower; 0 is free
    private int _pageUsed = PageBytes;

    public int Count => _starts.Count;

    public string this[int place] => Encoding.UTF8.GetString(Utf8(place));

    /// <summary>Adds a text unless it is there.</summary>
    /// <param name="text">At most <see cref="MaxChars"/>.</param>
    /// <param name="place">Where the text is, now or already.</param>
    /// <returns>Whether it is new.</returns>
    public bool TryAdd(ReadOnlySpan<char> text, out int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxChars);
        Span<byte> buffer = stackalloc byte[Math.Min(text.Length * 3, ushort.MaxValue)];
        var utf8 = buffer[..Encoding.UTF8.GetBytes(text, buffer)];
        if (_starts.Count >= _slots.Length / 2) Grow();
        var slot = SlotOf(utf8, out var hash);
        if (_slots[slot] != 0)
        {
            place = Place(slot);
            return false;
        }
        place = _starts.Count;
        _slots[slot] = hash | (uint)(place + 1);
        Append(utf8);
        return true;
    }

    /// <summary>The place of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxChars) return -1;
        Span<byte> buffer = stackalloc byte[text.Length * 3];
        var slot = SlotOf(buffer[..Encoding.UTF8.GetBytes(text, buffer)], out _);
        return _slots[slot] == 0 ? -1 : Place(slot);
    }

    public IEnumerator<string> GetEnumerator()
    {
        for (var place = 0; place < Count; place++) yield return this[place];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ReadOnlySpan<byte> Utf8(int place)
    {
        var (page, offset) = Math.DivRem(_starts[place], PageBytes);
        var text = _pages[page].AsSpan(offset);
        return text.Slice(LengthBytes, BitConverter.ToUInt16(text));
    }

    private int Place(int slot) => (int)(uint)_slots[slot] - 1;

    /// <summary>The slot that holds a text, or the free one where it belongs.</summary>
    private int SlotOf(ReadOnlySpan<byte> utf8, out long hash)
    {
        hash = (long)(XxHash3.HashToUInt64(utf8) & 0xFFFF_FFFF_0000_0000);
        var slot = FirstSlot(hash);
        while (_slots[slot] != 0 && !((_slots[slot] ^ hash) >>> 32 == 0 && Utf8(Place(slot)).SequenceEqual(utf8)))
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private int FirstSlot(long hash) => (int)(hash >>> 32) & (_slots.Length - 1);

    private void Grow()
    {
        var full = _slots;
        _slots = new long[full.Length * 2];
        foreach (var entry in full)
        {
            if (entry == 0) continue;
            var slot = FirstSlot(entry);
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = entry;
        }
    }

    private void Append(ReadOnlySpan<byte> utf8)
    {
        var needed = LengthBytes + utf8.Length;
        if (_pageUsed + needed > PageBytes)
        {
            _pages.Add(new byte[PageBytes]);
            _pageUsed = 0;
        }
        var target = _pages[^1].AsSpan(_pageUsed, needed);
        BitConverter.TryWriteBytes(target, (ushort)utf8.Length);
        utf8.CopyTo(target[LengthBytes..]);
        _starts.Add(checked((_pages.Count - 1) * PageBytes + _pageUsed));
        _pageUsed += needed;
    }
}
