using System.IO.Hashing;
using System.Text;
using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;

namespace Hares.Pipeline.Tasks;

/// <summary>
/// Whom the views of a task's training clips are mixed with: for every view another training clip of the same partition, so that a clip which
/// a fold tests, or validates on, is never heard in what that fold learns from. Partner and share follow from seed, clip, view and the list of
/// training clips alone, and are drawn again wherever they are needed. A clip that is alone in its partition is mixed with itself.
/// </summary>
internal sealed class MixingPartners
{
    private readonly Dataset _dataset;
    private readonly ulong _seed;
    private readonly Dictionary<string, int[]> _clips; // by partition, places in the dataset, ascending

    public MixingPartners(Dataset dataset, IEnumerable<int> trainingClips, int seed)
    {
        (_dataset, _seed) = (dataset, (ulong)seed);
        _clips = trainingClips.Order().GroupBy(clip => dataset.Partitions[clip]).ToDictionary(clips => clips.Key, clips => clips.ToArray());
        ListHash = HashOfList();
    }

    /// <summary>Names the list that partners are drawn from, in eight hexadecimal digits: part of cached views' folder name.</summary>
    public string ListHash { get; }

    /// <summary>The place of the clip that a view is mixed with, and the view's share of its own clip.</summary>
    public (int Clip, float Share) Of(int clip, int view)
    {
        var clips = _clips[_dataset.Partitions[clip]];
        var (other, share) = MixedView.Draw(_seed, _dataset.Clips[clip].Id, view, Math.Max(clips.Length - 1, 1));
        if (clips.Length == 1) return (clip, share);
        return (clips[other < Array.BinarySearch(clips, clip) ? other : other + 1], share);
    }

    private string HashOfList()
    {
        var hash = new XxHash64();
        foreach (var (partition, clips) in _clips.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.Append(Encoding.UTF8.GetBytes($"{partition}\n\n"));
            foreach (var clip in clips) hash.Append(Encoding.UTF8.GetBytes($"{_dataset.Clips[clip].Id}\n"));
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash())[..8];
    }
}
