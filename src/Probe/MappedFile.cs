using System.IO.MemoryMappedFiles;

namespace Hares.Probe;

/// <summary>
/// A temporary file that is addressed like memory. Where the operating system lets a file lose its name while it is open, it does so at once, so that
/// nothing is left however the process ends. Its room on the disk is taken at once too: a full disk is an exception now and not a crash when
/// a value is written.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <exception cref="IOException">The file is there already, cannot be made, or its disk has no room for it.</exception>
    public MappedFile(string path, long bytes)
    {
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            PreallocationSize = bytes,
            BufferSize = 0,
        });
        try
        {
            if (!OperatingSystem.IsWindows()) File.Delete(path);
            _file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
        try
        {
            _view = _file.CreateViewAccessor(0, bytes);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The first of its bytes, on a page's border.</summary>
    public void* Start => (void*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle();

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.Dispose(); // first: disposing the view would write to disk what is about to be deleted
        _view.Dispose();
        _file.Dispose();
    }
}
