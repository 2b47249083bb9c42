using GSTorrent.Api.Contracts;
using GSTorrent.Client.Transport;

namespace GSTorrent.Client;

/// <summary>The users of one server, who sign in with a password.</summary>
public sealed class UserCalls
{
    private readonly ApiConnection _connection;

    internal UserCalls(ApiConnection connection) => _connection = connection;

    /// <summary>All users.</summary>
    public Task<IReadOnlyList<UserDto>> ListAsync(CancellationToken cancellation = default) =>
        _connection.GetAsync("users", ContractsJsonContext.Default.IReadOnlyListUserDto, cancellation);

    /// <summary>Adds a user.</summary>
    public Task<UserDto> AddAsync(CreateUserRequest request, CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Post,
            "users",
            (request, ContractsJsonContext.Default.CreateUserRequest),
            ContractsJsonContext.Default.UserDto,
            cancellation);

    /// <summary>Gives a user another password; the user's sessions end.</summary>
    public Task SetPasswordAsync(string name, string password, CancellationToken cancellation = default) =>
        _connection.SendAsync(
            HttpMethod.Put,
            $"users/{Uri.EscapeDataString(name)}/password",
            (new PasswordRequest { Password = password }, ContractsJsonContext.Default.PasswordRequest),
            cancellation);

    /// <summary>Removes a user, whose sessions end.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellation = default) =>
        _connection.SendAsync(HttpMethod.Delete, "users/" + Uri.EscapeDataString(name), cancellation);
}
