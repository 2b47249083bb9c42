using GSTorrent.Cli.Running;

return await CommandTree.RunAsync(args, CliContext.OfProcess());
