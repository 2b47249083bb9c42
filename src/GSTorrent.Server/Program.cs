using GSTorrent.Server.Commands;
using GSTorrent.Server.Options;

CommandContext context = CommandContext.OfProcess();
return CommandSet.Takes(args)
    ? await CommandSet.RunAsync(args, context)
    : await ServerCommandLine.RunAsync(args, context);
