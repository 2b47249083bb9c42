using System.Security.Cryptography;
using System.Text;
using GSTorrent.Application.Persistence;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Tests;

internal static class Samples
{
    public static InfoHash Hash(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 20));

    public static byte[] Metainfo(int number) => Encoding.ASCII.GetBytes($"metainfo {number}");

    public static TorrentRecord Torrent(int number) => new()
    {
        InfoHash = Hash(number),
        Number = number,
        Name = $"torrent {number} é",
        Destination = "/downloads",
        AddedUnixMs = 1_800_000_000_000 + number,
        Running = true,
        Priorities = [0, 1, 2, 3],
        Tags = ["one", "two"],
        DownloadLimit = 1000,
    };

    public static ResumeRecord Resume(int number) => new()
    {
        InfoHash = Hash(number),
        Verified = [.. Enumerable.Repeat((byte)number, 100)],
        Stamps = [1, 2, 3],
        IsClean = true,
        Uploaded = number,
        Downloaded = 2 * number,
    };

    public static async Task AddAsync(this StateFolder folder, int number)
    {
        await folder.CommitAsync(StateChanges.AddTorrent(Torrent(number), Metainfo(number)));
        await folder.CommitAsync(StateChanges.SaveResume(Resume(number)));
    }
}
