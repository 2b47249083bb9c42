namespace GSTorrent.Cli.Output;

/// <summary>One column of a table.</summary>
/// <param name="Header">In capitals.</param>
/// <param name="Value">Text of a row's cell; made harmless by the printer.</param>
/// <param name="IsFigure">Stands at the right edge.</param>
internal sealed record Column<T>(string Header, Func<T, string?> Value, bool IsFigure = false);
