using System.Globalization;
using GSTorrent.Interop.Tests.Peers;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Interop.Tests.Ours;

/// <summary>
/// A server whose downloads go to a file system of memory in a mount namespace of its own, which can be made larger.
/// </summary>
internal sealed class ServerOnSmallDisk : IAsyncDisposable
{
    private readonly string _destination;

    private ServerOnSmallDisk(GSTorrentProcess server, string destination)
    {
        Server = server;
        _destination = destination;
    }

    public GSTorrentProcess Server { get; }

    /// <summary>The disk, as seen from outside.</summary>
    public string Disk =>
        $"/proc/{Server.Process.Id.ToString(CultureInfo.InvariantCulture)}/root{_destination}";

    public long FreeBytes => new DriveInfo(Disk).AvailableFreeSpace;

    public static async Task<ServerOnSmallDisk> StartAsync(
        string destination, string state, int sizeMiB, params string[] more)
    {
        string mount = $"mount -t tmpfs -o size={Text(sizeMiB)}m none '{destination}' && exec \"$0\" \"$@\"";
        string[] by = ["unshare", "--map-root-user", "--mount", "--", "sh", "-c", mount];
        return new ServerOnSmallDisk(
            await GSTorrentProcess.StartAsync(destination, state, more, Swarm.Token, by: by), destination);
    }

    public Task ResizeAsync(int sizeMiB) => ExternalProcess.RunAsync(
        ExternalProcess.Find("nsenter")!,
        [
            "--target", Text(Server.Process.Id), "--user", "--preserve-credentials", "--mount", "--",
            "mount", "-o", $"remount,size={Text(sizeMiB)}m", _destination,
        ],
        "/", Swarm.Token);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
