using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>user add</c>, <c>user list</c>, <c>user remove</c>, <c>user password</c></summary>
internal static class UserVerb
{
    public static Command Create(VerbHost host) => new("user", "Keep the users who sign in with a password.")
    {
        AddCommand(host),
        ListCommand(host),
        RemoveCommand(host),
        PasswordCommand(host),
    };

    private static Command AddCommand(VerbHost host)
    {
        Argument<string> name = Name();
        var role = new Option<string>("--role")
        {
            Description = "What the user may do; each includes the former.",
            Required = true,
        };
        role.AcceptOnlyFromAmong("read", "control", "admin");
        var category = new Option<string>("--category")
        {
            Description = "Only torrents of this category and those below it; not with the role admin.",
        };
        var password = new PasswordOption();
        var command = new Command("add", "Add a user.") { name, role, category };
        password.AddTo(command);
        return host.Handle(command, async (call, cancellation) =>
        {
            var request = new CreateUserRequest
            {
                Name = call.Get(name),
                Password = password.Read(call, call.Get(name)),
                Role = Enum.Parse<TokenRole>(call.Get(role)!, ignoreCase: true),
                Category = call.Get(category),
            };
            UserDto user = await call.Client.Users.AddAsync(request, cancellation);
            call.Printer.Json(user, ContractsJsonContext.Default.UserDto);
            call.Printer.Line($"Added {user.Name}.");
            return ExitCode.Done;
        });
    }

    private static Command ListCommand(VerbHost host) =>
        host.Handle(new Command("list", "Show the users."), async (call, cancellation) =>
        {
            IReadOnlyList<UserDto> users = await call.Client.Users.ListAsync(cancellation);
            call.Printer.Json(users, ContractsJsonContext.Default.IReadOnlyListUserDto);
            call.Printer.Table(Tables.Users, users);
            return ExitCode.Done;
        });

    private static Command RemoveCommand(VerbHost host)
    {
        Argument<string> name = Name();
        var command = new Command("remove", "Remove a user, whose sessions end at once.") { name };
        return host.Handle(command, async (call, cancellation) =>
        {
            await call.Client.Users.RemoveAsync(call.Get(name), cancellation);
            call.Printer.Line($"Removed {call.Get(name)}.");
            return ExitCode.Done;
        });
    }

    private static Command PasswordCommand(VerbHost host)
    {
        Argument<string> name = Name();
        var password = new PasswordOption();
        var command = new Command("password", "Give a user another password; the user's sessions end.") { name };
        password.AddTo(command);
        return host.Handle(command, async (call, cancellation) =>
        {
            string secret = password.Read(call, call.Get(name));
            await call.Client.Users.SetPasswordAsync(call.Get(name), secret, cancellation);
            call.Printer.Line($"Changed the password of {call.Get(name)}.");
            return ExitCode.Done;
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "As the user signs in." };
}
