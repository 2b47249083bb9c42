using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Access;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Api.Native.Server;

/// <summary>The users who sign in with a password.</summary>
internal sealed class UserRoutes(UserStore users)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("GET", "/users", AccessRole.Admin, ListAsync);
        routes.Map("POST", "/users", AccessRole.Admin, AddAsync);
        routes.Map("PUT", "/users/{name}/password", AccessRole.Admin, SetPasswordAsync);
        routes.Map("DELETE", "/users/{name}", AccessRole.Admin, RemoveAsync);
    }

    private Task ListAsync(HttpContext context) => context.WriteAsync(
        200,
        new TranslatedList<UserRecord, UserDto>(users.All, ToDto),
        ContractsJsonContext.Default.IReadOnlyListUserDto);

    private async Task AddAsync(HttpContext context)
    {
        Result<CreateUserRequest> read = await context.ReadAsync(Json.Strict.CreateUserRequest);
        Result<UserRecord> added = read.TryGet(out CreateUserRequest? request, out AppError? error)
            ? await users.AddAsync(request.Name, request.Password, Roles.OfDto(request.Role), request.Category)
            : error;
        if (added.TryGet(out UserRecord? user, out _))
            Note(context, $"User {user.Name} was added, with the role {user.Role}", JournalKinds.UserAdded);
        await context.WriteAsync(201, added, ToDto, ContractsJsonContext.Default.UserDto);
    }

    private async Task SetPasswordAsync(HttpContext context)
    {
        string name = context.RouteText("name");
        Result<PasswordRequest> read = await context.ReadAsync(Json.Strict.PasswordRequest);
        AppError? error = read.Error ?? await users.SetPasswordAsync(name, read.Value.Password);
        if (error is null) Note(context, $"User {name} has another password", JournalKinds.UserChanged);
        await context.WriteDoneAsync(204, error);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        string name = context.RouteText("name");
        AppError? error = await users.RemoveAsync(name);
        if (error is null) Note(context, $"User {name} was removed", JournalKinds.UserRemoved);
        await context.WriteDoneAsync(204, error);
    }

    private static void Note(HttpContext context, string text, string kind) =>
        context.Features.Set(new AuditNote(text, kind));

    private static UserDto ToDto(UserRecord user) => new()
    {
        Name = user.Name,
        Role = Roles.ToDto(user.Role),
        Category = user.Category,
        CreatedUnixMs = user.CreatedUnixMs,
        LastUsedUnixMs = user.LastUsedUnixMs,
    };
}
