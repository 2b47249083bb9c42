namespace GSTorrent.Application.Jobs;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>Another one is before it.</summary>
    Waiting,

    /// <summary>It is being done.</summary>
    Running,

    /// <summary>It is done and its result is there.</summary>
    Done,

    /// <summary>It ended with an error.</summary>
    Failed,
}
