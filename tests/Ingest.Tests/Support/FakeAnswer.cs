namespace Hares.Ingest.Tests.Support;

/// <summary>What a <see cref="FakeServer"/> sends, true or not.</summary>
internal sealed record FakeAnswer
{
    public string Status { get; init; } = "200 OK";

    public byte[] Body { get; init; } = [];

    /// <summary>Header lines; the length of the body is said too, unless they say another.</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>Whether the connection stays open, silent, after the body.</summary>
    public bool Hangs { get; init; }

    /// <summary>What an honest server sends of a file that may have been begun: 200 or 206, with a strong tag.</summary>
    public static FakeAnswer Of(byte[] file, FakeRequest request, string tag = "\"one\"") =>
        request.From > 0 && (request.IfRange is null || request.IfRange == tag)
            ? new()
            {
                Status = "206 Partial Content",
                Body = file[(int)request.From..],
                Headers = [$"ETag: {tag}", $"Content-Range: bytes {request.From}-{file.Length - 1}/{file.Length}"]
            }
            : new() { Body = file, Headers = [$"ETag: {tag}"] };

    /// <summary>The same answer, but the connection is cut after so many bytes of the body.</summary>
    public FakeAnswer CutAfter(int bytes) =>
        this with { Body = Body[..Math.Min(bytes, Body.Length)], Headers = [.. Headers, $"Content-Length: {Body.Length}"] };
}
