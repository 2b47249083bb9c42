namespace GSTorrent.Server.Commands;

/// <summary>What a command tells the caller of the process.</summary>
internal enum ExitCode
{
    Done = 0,
    Failed = 1,
    Usage = 2,
    Interrupted = 130,
}
