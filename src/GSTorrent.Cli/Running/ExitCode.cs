namespace GSTorrent.Cli.Running;

/// <summary>What the process tells its caller.</summary>
internal enum ExitCode
{
    Done = 0,
    Failed = 1,
    Usage = 2,
    Unreachable = 3,
    NotAllowed = 4,
    Interrupted = 130,
}
