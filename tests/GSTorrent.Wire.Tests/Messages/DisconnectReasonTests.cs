namespace GSTorrent.Wire.Tests.Messages;

public sealed class DisconnectReasonTests
{
    [Fact]
    public void Every_reason_has_its_own_text()
    {
        DisconnectReason[] reasons = Enum.GetValues<DisconnectReason>();
        string[] texts = [.. reasons.Select(reason => reason.ToText())];
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(
            reasons, reason => string.Equals(reason.ToText(), reason.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DisconnectReason.MessageTooLong, true)]
    [InlineData(DisconnectReason.BadHandshake, true)]
    [InlineData(DisconnectReason.BadPieces, true)]
    [InlineData(DisconnectReason.RemoteClosed, false)]
    [InlineData(DisconnectReason.Banned, false)]
    [InlineData(DisconnectReason.BothSeeds, false)]
    public void Protocol_errors_are_told_from_other_ends(DisconnectReason reason, bool isProtocolError) =>
        Assert.Equal(isProtocolError, reason.IsProtocolError());
}
