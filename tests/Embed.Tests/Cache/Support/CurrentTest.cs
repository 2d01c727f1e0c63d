namespace Hares.Embed.Tests.Cache.Support;

/// <summary>Cancelled when the running test is: what every asynchronous call of a test gets.</summary>
internal static class CurrentTest
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;
}
