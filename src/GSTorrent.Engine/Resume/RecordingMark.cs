namespace GSTorrent.Engine;

/// <summary>How much was durable when something was handed to the record, see <see cref="RecordingLag"/>.</summary>
internal readonly record struct RecordingMark(int Run, long DurableBytes);
