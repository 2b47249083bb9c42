using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>The settings of one server.</summary>
public sealed class SettingCalls
{
    private readonly ApiConnection _connection;

    internal SettingCalls(ApiConnection connection) => _connection = connection;

    /// <summary>Every setting with its value, bounds and text.</summary>
    public Task<IReadOnlyList<SettingDto>> GetAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("settings", ContractsJsonContext.Default.IReadOnlyListSettingDto, cancellation);

    /// <summary>
    /// Changes some settings: all of them or, if one is wrong, none. Answers all settings as they are then.
    /// </summary>
    /// <param name="values">Name to value as text; null goes back to what it was before anybody changed it.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<SettingDto>> ChangeAsync(
        IReadOnlyDictionary<string, string?> values, CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Patch,
            "settings",
            (new SettingsPatchRequest { Values = values }, ContractsJsonContext.Default.SettingsPatchRequest),
            ContractsJsonContext.Default.IReadOnlyListSettingDto,
            cancellation);
}
