using CsCheck;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Tests.Running;

public sealed class UsageTests
{
    [Theory]
    [InlineData("add a.torrent magnet:?xt=x --paused --destination /srv --files *.txt --files 0-3 --tag a --tag b")]
    [InlineData("add a.torrent --peer 127.0.0.1:1 --peer [::1]:2 --sequential --down 1MiB/s --up none -d /srv")]
    [InlineData("add @notes")]
    [InlineData("list")]
    [InlineData("list --filter downloading --sort eta --reverse --json")]
    [InlineData("show 7")]
    [InlineData("files abcdef")]
    [InlineData("peers 0123456789abcdef0123456789abcdef01234567")]
    [InlineData("trackers 7 --server nas")]
    [InlineData("start 7 8 abcdef")]
    [InlineData("stop --all")]
    [InlineData("remove 7 --data")]
    [InlineData("recheck --all")]
    [InlineData("announce 7")]
    [InlineData("move 7 8 /srv")]
    [InlineData("move --all /srv")]
    [InlineData("rename 7 name")]
    [InlineData("priority 7 *.txt high")]
    [InlineData("priority --all * SKIP")]
    [InlineData("limit 7 --down 500k")]
    [InlineData("limit --all --up none --sequential on")]
    [InlineData("tag 7 8 --add a --remove b --clear")]
    [InlineData("watch --filter active")]
    [InlineData("remove --filter tag:old --data")]
    [InlineData("rename 7 new.txt --path old.txt")]
    [InlineData("change 7 --category tv --ratio 1.5 --seeding-time 30d --then remove-data --force on")]
    [InlineData("queue 7 8 top")]
    [InlineData("queue --filter downloading bottom")]
    [InlineData("category list")]
    [InlineData("category set tv/kids -d /srv/tv")]
    [InlineData("category remove tv")]
    [InlineData("jobs")]
    [InlineData("export 7 a.torrent --force")]
    [InlineData("events --follow --since 12")]
    [InlineData("errors")]
    [InlineData("errors clear")]
    [InlineData("settings get")]
    [InlineData("settings get a.b transfers.")]
    [InlineData("settings set a.b=c d=")]
    [InlineData("settings unset a.b")]
    [InlineData("stats --state-dir /var/lib/gstorrent")]
    [InlineData("shutdown")]
    [InlineData("token create --role read --name n --expires 30d")]
    [InlineData("token create --role read --category tv")]
    [InlineData("user add alice --role read --password-file -")]
    [InlineData("user list")]
    [InlineData("user remove alice")]
    [InlineData("user password alice")]
    [InlineData("token list")]
    [InlineData("token revoke t1")]
    [InlineData("server add nas https://nas:2255 --token t --default")]
    [InlineData("server list")]
    [InlineData("server default nas")]
    [InlineData("server remove nas")]
    [InlineData("create odd --tracker http://a --version v2 --force")]
    [InlineData("completions bash")]
    [InlineData("--server unix:/run/gst.sock --json stats")]
    public void Accepts(string line)
    {
        using var terminal = new Terminal();
        Assert.Empty(CommandTree.Parse(line.Split(' '), terminal.Context).Errors);
    }

    [Theory]
    [InlineData("", "no verb")]
    [InlineData("bogus", "'bogus' is no verb")]
    [InlineData("add", "URI")]
    [InlineData("list extra", "extra")]
    [InlineData("show", "ID")]
    [InlineData("show abc", "'abc' is no ID")]
    [InlineData("show 7 8", "8")]
    [InlineData("start", "No torrent is named")]
    [InlineData("start 7 xyz", "'xyz' is no ID")]
    [InlineData("start 7 --all", "--all")]
    [InlineData("start 7 --filter x", "--filter leaves no room")]
    [InlineData("start --all --filter x", "exclude each other")]
    [InlineData("queue 7 sideways", "no direction")]
    [InlineData("queue 7", "No torrent is named")]
    [InlineData("change 7", "Nothing to change")]
    [InlineData("change 7 --ratio much", "no ratio")]
    [InlineData("change 7 --idle-time 5", "no time")]
    [InlineData("change 7 --then explode", "explode")]
    [InlineData("category set", "NAME")]
    [InlineData("export 7", "FILE")]
    [InlineData("move", "ID... DIR")]
    [InlineData("move 7", "ID... DIR")]
    [InlineData("move --all 7 /srv", "--all")]
    [InlineData("rename 7", "NAME")]
    [InlineData("priority 7 *.txt", "priority")]
    [InlineData("priority 7 *.txt huge", "'huge' is no priority")]
    [InlineData("limit 7", "Nothing to change")]
    [InlineData("limit 7 --down fast", "'fast' is no rate")]
    [InlineData("tag 7", "Nothing to change")]
    [InlineData("settings set a.b", "NAME=VALUE")]
    [InlineData("settings", "settings --help")]
    [InlineData("token create", "--role")]
    [InlineData("token create --role boss", "boss")]
    [InlineData("user add alice", "--role")]
    [InlineData("user add alice --role boss", "boss")]
    [InlineData("user add alice --role read secret", "secret")]
    [InlineData("user password", "NAME")]
    [InlineData("token create --role read --expires 2001-01-01", "time to come")]
    [InlineData("server add local http://x", "'local' is no server's name")]
    [InlineData("server add nas ftp://x", "no server's URL")]
    [InlineData("server add nas http://nas:2255", "write https://")]
    [InlineData("--server http://10.1.2.3:2255 list", "write https://")]
    [InlineData("server add nas https://x --fingerprint 12", "64 hexadecimal")]
    [InlineData("server add nas https://x --token a --token-file b", "not both")]
    [InlineData("server add nas notaurl", "no server's URL")]
    [InlineData("events --since x", "'x' is no entry's number")]
    [InlineData("events --since -1", "'-1' is no entry's number")]
    [InlineData("completions tcsh", "tcsh")]
    [InlineData("--server zzz list", "no server is named 'zzz'")]
    public async Task Refuses_with_2_and_one_line(string line, string part)
    {
        using var terminal = new Terminal();
        Ran ran = await terminal.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (ran.Code, ran.Out));
        Assert.StartsWith("gstctl: ", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
        Assert.Contains(part, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_words_are_parsed_without_throwing()
    {
        using var terminal = new Terminal();
        string[] words = ["add", "limit", "priority", "token", "create", "--down",
            "--expires", "--filter", "--all", "-"];
        Gen<string> word = Gen.OneOf(Gen.Int[0, words.Length - 1].Select(i => words[i]), Gen.String[0, 8]);
        word.Array[0, 6].Sample(args => CommandTree.Parse(args, terminal.Context).Errors.Count >= 0, iter: 500);
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        using var terminal = new Terminal();
        Ran ran = await terminal.RunAsync("--help");
        Assert.Equal(0, ran.Code);
        foreach (string verb in (string[])["add", "watch", "priority", "create", "completions"])
            Assert.Contains("  " + verb, ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_no_type_names()
    {
        using var terminal = new Terminal();
        Ran ran = await terminal.RunAsync("list", "--help");
        Assert.Contains("--filter", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("TorrentFilter", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_offers_words_that_help()
    {
        using var terminal = new Terminal();
        Ran after = await terminal.RunAsync("[suggest:16]", "gstctl --json li");
        Assert.Contains("list\n", after.Out, StringComparison.Ordinal);
        Ran all = await terminal.RunAsync("[suggest:7]", "gstctl ");
        Assert.Contains("--help\n", all.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('?', all.Out);
        Assert.DoesNotContain("/h", all.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete --command gstctl")]
    public async Task Completion_scripts_ask_the_program(string shell, string part)
    {
        using var terminal = new Terminal();
        Ran ran = await terminal.RunAsync("completions", shell);
        Assert.Contains(part, ran.Out, StringComparison.Ordinal);
        Assert.Contains("[suggest:", ran.Out, StringComparison.Ordinal);
        Ran suggested = await terminal.RunAsync("[suggest:3]", "pri");
        Assert.Contains("priority\n", suggested.Out, StringComparison.Ordinal);
    }
}
