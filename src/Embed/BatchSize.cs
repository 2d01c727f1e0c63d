namespace Hares.Embed;

/// <summary>
/// How many windows of one length a device is given at once, as far as is known: half as many when they do not fit, and, where that is asked for,
/// twice as many for as long as it saves time. Changed by one thread at a time; any thread may read it.
/// </summary>
internal sealed class BatchSize
{
    private const int First = 8;

    /// <summary>A doubling that leaves more than this of the time a window needs is not worth its memory.</summary>
    private const double WorthDoubling = 0.9;

    private readonly int _limit;
    private volatile int _windows;
    private bool _isFound;
    private bool _isWarm; // the first batch of a size also chooses kernels and asks for memory
    private int _before; // the size before it was doubled, and what a window took then
    private double _secondsPerWindowBefore = double.PositiveInfinity;

    /// <param name="limit">Never more than this.</param>
    /// <param name="grows">Whether to begin with few and double.</param>
    public BatchSize(int limit, bool grows)
    {
        (_limit, _windows) = (limit, grows ? Math.Min(First, limit) : limit);
        _isFound = _windows == limit;
    }

    public int Windows => _windows;

    /// <summary>So many did not fit.</summary>
    public void Halve(int windows) => (_windows, _isFound) = (Math.Min(_windows, windows / 2), true);

    /// <summary>So many fitted, and took so long.</summary>
    public void Took(int windows, double seconds)
    {
        if (_isFound || windows != _windows) return;
        if (!_isWarm)
        {
            _isWarm = true;
            return;
        }

        var isFaster = seconds / windows < WorthDoubling * _secondsPerWindowBefore;
        _isFound = !isFaster || windows == _limit;
        _windows = isFaster ? Math.Min(2 * windows, _limit) : _before;
        (_before, _secondsPerWindowBefore, _isWarm) = (windows, seconds / windows, false);
    }
}
