using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GSTorrent.Server.Tests.Control.Connections;

/// <summary>Keeps what is logged, from warnings on.</summary>
internal sealed class Messages : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _all = new();

    public IReadOnlyCollection<string> All => _all;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _all.Enqueue(formatter(state, exception));
    }

    public void Dispose()
    {
    }
}
