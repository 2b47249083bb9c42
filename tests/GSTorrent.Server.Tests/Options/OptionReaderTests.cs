using System.CommandLine;
using GSTorrent.Application;
using GSTorrent.Server.Commands;
using GSTorrent.Server.Options;

namespace GSTorrent.Server.Tests.Options;

public sealed class OptionReaderTests
{
    [Fact]
    public void Nothing_given_means_loopback_and_the_usual_port()
    {
        ServerOptions options = Read([]).Value;
        Assert.Equal(["127.0.0.1"], options.Hosts);
        Assert.Equal(2255, options.Port);
        Assert.Equal("/home/me/.local/state/gstorrent", options.StateDirectory);
        Assert.Null(options.Destination);
        Assert.Null(options.TlsFiles);
        Assert.False(options.NoAuth);
        Assert.Empty(options.Settings);
    }

    [Fact]
    public void Short_names_are_those_of_the_first_version()
    {
        ServerOptions options =
            Read(["-h", "::1", "-h", "localhost", "-p", "0", "-s", "1.2.3.4", "-s", "[2001:db8::1]", "-d", "x"]).Value;
        Assert.Equal(["::1", "localhost"], options.Hosts);
        Assert.Equal(0, options.Port);
        Assert.Equal("/here/x", options.Destination);
        Assert.Equal("1.2.3.4", options.Settings["network.external-address-v4"]);
        Assert.Equal("2001:db8::1", options.Settings["network.external-address-v6"]);
    }

    [Fact]
    public void Options_become_settings()
    {
        ServerOptions options =
            Read(["--peer-port", "0", "--offline", "--set", "transfers.download-limit=2M", "--state-dir", "/s"]).Value;
        Assert.Equal("0", options.Settings["network.peer-port"]);
        Assert.Equal("true", options.Settings["network.offline"]);
        Assert.Equal("2M", options.Settings["transfers.download-limit"]);
        Assert.Equal("/s", options.StateDirectory);
    }

    [Theory]
    [InlineData("-p", "65536")]
    [InlineData("-p", "-1")]
    [InlineData("--peer-port", "65536")]
    [InlineData("-s", "name.example")]
    [InlineData("--set", "x")]
    [InlineData("--set", "=x")]
    [InlineData("--set", "no.such=1")]
    [InlineData("--set", "transfers.upload-slots=many")]
    [InlineData("--tls-cert", "cert.pem")]
    [InlineData("--tls-key", "key.pem")]
    [InlineData("-h", "")]
    [InlineData("-d", "")]
    public void Wrong_values_are_errors(string option, string value) => Assert.NotNull(Read([option, value]).Error);

    [Fact]
    public void One_external_address_of_each_family() =>
        Assert.Equal("usage", Read(["-s", "1.2.3.4", "-s", "1.2.3.5"]).Error?.Code);

    [Theory]
    [InlineData("-p")]
    [InlineData("--peer-port")]
    public void A_port_in_letters_is_told_in_our_words(string option)
    {
        RootCommand root = new OptionSet().AddTo(new RootCommand());
        Assert.Contains("abc is not a number", Assert.Single(root.Parse([option, "abc"]).Errors).Message);
    }

    private static Result<ServerOptions> Read(string[] args)
    {
        var set = new OptionSet();
        RootCommand root = set.AddTo(new RootCommand());
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = "/home/me" },
            CurrentDirectory = "/here",
        };
        ParseResult parse = root.Parse(args);
        Assert.Empty(parse.Errors);
        return new OptionReader(set, context).Read(parse);
    }
}
