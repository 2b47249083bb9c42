namespace GSTorrent.Api.Native.Reference;

/// <summary>What the reference tells of a route: nothing is mapped without it.</summary>
/// <param name="Operation">Its name among all operations, camelCase: what generated clients call it.</param>
/// <param name="Summary">What it does, in one line.</param>
internal sealed record RouteDoc(string Operation, string Summary)
{
    /// <summary>The body that it asks for; null: none.</summary>
    public Type? Takes { get; init; }

    /// <summary>The body that it answers with; null: none.</summary>
    public Type? Answers { get; init; }

    /// <summary>The statuses of success, the usual one first.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [200];

    /// <summary>The media type of the answer.</summary>
    public string AnswerType { get; init; } = "application/json";

    /// <summary>The parameters of the address behind its '?'.</summary>
    public IReadOnlyList<QueryDoc> Query { get; init; } = [];
}
