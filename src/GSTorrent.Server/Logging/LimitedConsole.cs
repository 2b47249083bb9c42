using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GSTorrent.Server.Logging;

/// <summary>Messages on standard error, a few of each kind in a minute.</summary>
internal sealed class LimitedConsole(ConsoleLoggerProvider console, TimeProvider clock) : ILoggerProvider
{
    public static void Add(ILoggingBuilder logging, TimeProvider clock)
    {
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning);
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider>(services =>
            new LimitedConsole(services.GetRequiredService<ConsoleLoggerProvider>(), clock));
    }

    public ILogger CreateLogger(string categoryName) =>
        new LimitedLogger(console.CreateLogger(categoryName), new MessageLimit(clock));

    /// <summary>The console ends with the services that made it.</summary>
    public void Dispose()
    {
    }
}
