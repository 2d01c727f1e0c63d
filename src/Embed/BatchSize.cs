namespace Hares.Embed;

/// <summary>
/// How many windows of one length a device is given at once, as far as is known: half as many when they do not fit, and, where that is asked for,
/// the number that saves most time. Changed by one thread at a time; any thread may read it.
/// </summary>
internal sealed class BatchSize
{
    private const int First = 8;

    /// <summary>Batches of a size that are timed, of which the fastest counts: the others were disturbed.</summary>
    private const int Timed = 3;

    /// <summary>A size whose windows take no more than this times as long as those of the best is as good, and takes less memory.</summary>
    private const double AsGood = 1.05;

    private readonly int _limit;
    private readonly List<(int Windows, double SecondsPerWindow)> _tried = [];
    private volatile int _windows;
    private bool _isFound;
    private int _batches; // of this size so far
    private double _secondsPerWindow = double.PositiveInfinity; // the least of them

    /// <param name="limit">Never more than this.</param>
    /// <param name="grows">Whether to begin with few and try twice as many, time and again, up to the limit.</param>
    public BatchSize(int limit, bool grows)
    {
        (_limit, _windows) = (limit, grows ? Math.Min(First, limit) : limit);
        _isFound = _windows == limit;
    }

    public int Windows => _windows;

    /// <summary>So many did not fit.</summary>
    public void Halve(int windows)
    {
        _tried.RemoveAll(size => size.Windows >= windows);
        if (_isFound || _tried.Count == 0)
            (_windows, _isFound) = (Math.Min(_windows, windows / 2), true);
        else
            Settle();
    }

    /// <summary>So many fitted, and took so long.</summary>
    public void Took(int windows, double seconds)
    {
        if (_isFound || windows != _windows) return;
        if (_batches++ == 0) return; // the first of a size also chooses kernels and asks for memory
        _secondsPerWindow = Math.Min(_secondsPerWindow, seconds / windows);
        if (_batches <= Timed) return;
        _tried.Add((windows, _secondsPerWindow));
        (_batches, _secondsPerWindow) = (0, double.PositiveInfinity);
        if (windows == _limit)
            Settle();
        else
            _windows = Math.Min(2 * windows, _limit);
    }

    private void Settle()
    {
        var enough = AsGood * _tried.Min(size => size.SecondsPerWindow);
        _windows = _tried.First(size => size.SecondsPerWindow <= enough).Windows;
        _isFound = true;
    }
}
