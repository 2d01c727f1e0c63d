using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks TorchSharp's need for GLIBCXX_3.4.32 (GCC 13) as weak in the output's copy of libLibTorchSharp.so, so that it loads
/// with an older libstdc++ too. The one symbol behind that need, std::ios_base_library_init, has no relocation: nothing calls it.
/// The package cache is never written to, only a copy in the output; a second call finds nothing to do.
/// </summary>
public class WeakenGlibcxx : Task
{
    const string Version = "GLIBCXX_3.4.32";
    const uint SectionVersionNeed = 0x6ffffffe; // SHT_GNU_verneed
    const byte Weak = 2;                        // VER_FLG_WEAK

    /// <summary>The library in the output folder, a link into the package cache or a copy.</summary>
    [Required] public string Library { get; set; }

    /// <summary>The package's own file: its time goes to the copy, so that the next build's copy step leaves it alone.</summary>
    [Required] public string Original { get; set; }

    public override bool Execute()
    {
        if (SystemHasVersion()) return true;
        var bytes = File.ReadAllBytes(Library);
        var flags = FindFlags(bytes);
        if (flags < 0 || (bytes[flags] & Weak) != 0) return true;

        bytes[flags] |= Weak;
        File.Delete(Library); // a link goes, what it points to stays
        File.WriteAllBytes(Library, bytes);
        File.SetLastWriteTimeUtc(Library, File.GetLastWriteTimeUtc(Original));
        Log.LogMessage(MessageImportance.Normal, "weakened " + Version + " in " + Library);
        return true;
    }

    static bool SystemHasVersion() =>
        new[] { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib" }
            .Select(folder => Path.Combine(folder, "libstdc++.so.6"))
            .Where(File.Exists)
            .Take(1)
            .Any(file => Encoding.ASCII.GetString(File.ReadAllBytes(file)).Contains(Version));

    /// <summary>Offset of the flags byte of the version need (Elf64_Vernaux.vna_flags), or -1.</summary>
    static int FindFlags(byte[] elf)
    {
        long sections = BitConverter.ToInt64(elf, 40);
        int entrySize = BitConverter.ToUInt16(elf, 58), count = BitConverter.ToUInt16(elf, 60);
        for (int i = 0; i < count; i++)
        {
            int section = (int)(sections + i * entrySize);
            if (BitConverter.ToUInt32(elf, section + 4) != SectionVersionNeed) continue;
            int strings = (int)BitConverter.ToInt64(elf, (int)(sections + BitConverter.ToUInt32(elf, section + 40) * entrySize) + 24);
            int need = (int)BitConverter.ToInt64(elf, section + 24);
            while (true)
            {
                int entry = need + (int)BitConverter.ToUInt32(elf, need + 8);
                for (int k = BitConverter.ToUInt16(elf, need + 2); k > 0; k--)
                {
                    int name = strings + (int)BitConverter.ToUInt32(elf, entry + 8);
                    if (Encoding.ASCII.GetString(elf, name, Version.Length + 1) == Version + "\0") return entry + 4;
                    entry += (int)BitConverter.ToUInt32(elf, entry + 12);
                }
                uint next = BitConverter.ToUInt32(elf, need + 12);
                if (next == 0) break;
                need += (int)next;
            }
        }
        return -1;
    }
}
