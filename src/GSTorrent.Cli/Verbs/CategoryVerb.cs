using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>category list</c>, <c>category set</c>, <c>category remove</c></summary>
internal static class CategoryVerb
{
    public static Command Create(VerbHost host) => new("category", "Keep the categories.")
    {
        ListCommand(host),
        SetCommand(host),
        RemoveCommand(host),
    };

    private static Command ListCommand(VerbHost host) =>
        host.Handle(new Command("list", "Show the categories."), async (call, cancellation) =>
        {
            IReadOnlyList<CategoryDto> categories = await call.Client.Organizing.GetCategoriesAsync(cancellation);
            call.Printer.Json(categories, ContractsJsonContext.Default.IReadOnlyListCategoryDto);
            call.Printer.Table(Tables.Categories, categories);
            return ExitCode.Done;
        });

    private static Command SetCommand(VerbHost host)
    {
        Argument<string> name = Name();
        var destination = new Option<string>("--destination", "-d")
        {
            Description = "Where its torrents go from now on; none: below the server's destination.",
            HelpName = "DIR",
        };
        var command = new Command("set", "Make a category, or change it.") { name, destination };
        return host.Handle(command, async (call, cancellation) =>
        {
            CategoryDto category = await call.Client.Organizing.SaveCategoryAsync(
                call.Get(name), call.Get(destination) ?? "", cancellation);
            call.Printer.Json(category, ContractsJsonContext.Default.CategoryDto);
            string where = category.Destination.Length > 0 ? $", in {category.Destination}" : "";
            call.Printer.Line($"Saved {category.Name}{where}.");
            return ExitCode.Done;
        });
    }

    private static Command RemoveCommand(VerbHost host)
    {
        Argument<string> name = Name();
        var command = new Command("remove", "Remove a category; its torrents have none then.") { name };
        return host.Handle(command, async (call, cancellation) =>
        {
            await call.Client.Organizing.RemoveCategoryAsync(call.Get(name), cancellation);
            call.Printer.Line($"Removed {call.Get(name)}.");
            return ExitCode.Done;
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "Its name, with '/' between levels." };
}
