namespace GSTorrent.Cli.Output;

/// <summary>One column of a table.</summary>
/// <param name="Header">In capitals.</param>
/// <param name="Value">Text of a row's cell; made harmless by the printer.</param>
/// <param name="IsFigure">Stands at the right edge.</param>
/// <param name="LeavesAt">
/// A terminal too narrow for all columns goes without those that have a number here, the least first; 0 stays.
/// </param>
internal sealed record Column<T>(string Header, Func<T, string?> Value, bool IsFigure = false, int LeavesAt = 0);
