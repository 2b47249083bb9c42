using Microsoft.Extensions.Logging;

namespace GSTorrent.Server.Logging;

/// <summary>A category's messages, as far as a <see cref="MessageLimit"/> lets them through.</summary>
internal sealed partial class LimitedLogger(ILogger target, MessageLimit limit) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => target.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => target.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!limit.TryPass(eventId.Id, exception?.GetType(), out int left)) return;
        if (left > 0) TellLeft(target, left);
        target.Log(logLevel, eventId, state, exception, formatter);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages like the next one were left out.")]
    private static partial void TellLeft(ILogger log, int count);
}
