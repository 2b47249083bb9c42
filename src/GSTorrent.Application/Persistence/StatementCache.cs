using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GSTorrent.Application.Persistence;

/// <summary>Prepared statements of one connection. Values stand for $1, $2, … in the text. Not thread-safe.</summary>
internal sealed class StatementCache(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Runs a statement that gives no rows; tells how many it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Prepare(sql, values.Length);
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }

    /// <summary>Does a question have an answer?</summary>
    public bool Any(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = Prepare(sql, values.Length);
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteScalar() is not null;
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values) command.Dispose();
        _commands.Clear();
    }

    private SqliteCommand Prepare(string sql, int count)
    {
        if (_commands.TryGetValue(sql, out SqliteCommand? command)) return command;
        command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of this project; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 1; i <= count; i++)
            command.Parameters.Add(new SqliteParameter("$" + i.ToString(CultureInfo.InvariantCulture), null));
        _commands.Add(sql, command);
        return command;
    }
}
