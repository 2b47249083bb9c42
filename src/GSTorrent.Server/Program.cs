using GSTorrent.Server.Commands;

return await CommandSet.RunAsync(args, CommandContext.OfProcess());
