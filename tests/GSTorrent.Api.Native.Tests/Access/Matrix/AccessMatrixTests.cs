using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Tests.Access.Matrix;

/// <summary>
/// Every route that the running server has mapped and every method of Transmission's, for every kind of caller, against
/// access-matrix.txt. What is not in that file, or no more there, fails.
/// </summary>
public sealed class AccessMatrixTests
{
    [Fact]
    public async Task The_table_has_every_route_and_method_and_no_other()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Equal(
            MatrixRow.NamesOf(server).Order(StringComparer.Ordinal),
            MatrixRow.ReadAll().Where(row => !IsNowhere(row)).Select(row => row.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_caller_gets_what_the_table_says()
    {
        await using var scene = await MatrixScene.StartAsync();
        var wrong = new List<MatrixRow>();
        foreach (MatrixRow row in MatrixRow.ReadAll().Where(row => !row.EndsServer))
        {
            MatrixRow seen = row with { Answers = await AnswersAsync(scene, row) };
            if (!seen.Answers.SequenceEqual(row.Answers)) wrong.Add(seen);
        }

        Assert.True(wrong.Count == 0, $"The server says otherwise:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task Only_an_admin_ends_the_server()
    {
        MatrixRow[] rows = [.. MatrixRow.ReadAll().Where(row => row.EndsServer)];
        Assert.Equal(3, rows.Length);
        foreach (MatrixRow row in rows)
        {
            await using var scene = await MatrixScene.StartAsync();

            // The admin last: nobody is answered after that.
            foreach (string caller in MatrixCallers.Names.OrderBy(name => name is "admin"))
            {
                Assert.False(scene.Server.Control.Stopping.IsCancellationRequested, $"{row.Name} by others");
                string expected = row.Answers[MatrixCallers.Names.ToList().IndexOf(caller)];
                Assert.Equal((row.Name, caller, expected), (row.Name, caller, await scene.AskAsync(row, caller)));
            }

            var ended = new TaskCompletionSource();
            await using CancellationTokenRegistration end = scene.Server.Control.Stopping.Register(ended.SetResult);
            await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public async Task The_table_refuses_whom_the_rule_of_the_route_does()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var rows = MatrixRow.ReadAll().ToDictionary(row => row.Name);
        foreach (RouteEndpoint endpoint in server.Control.Endpoints.OfType<RouteEndpoint>())
        {
            AccessRole? role = endpoint.Metadata.GetRequiredMetadata<RequiredRole>().Role;
            foreach (string method in MatrixRow.MethodsOf(endpoint))
            {
                MatrixRow row = rows[$"{method} {endpoint.RoutePattern.RawText}"];
                foreach ((string caller, string answer) in MatrixCallers.Names.Zip(row.Answers))
                    if (MatrixRow.IsRefused(caller, role)) Assert.Matches("^40[13]$", answer);
            }
        }
    }

    private static bool IsNowhere(MatrixRow row) => row.Route.Contains("nowhere");

    private static async Task<string[]> AnswersAsync(MatrixScene scene, MatrixRow row)
    {
        var answers = new List<string>();
        foreach (string caller in MatrixCallers.Names) answers.Add(await scene.AskAsync(row, caller));
        return [.. answers];
    }
}
