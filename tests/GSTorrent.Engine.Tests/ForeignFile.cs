namespace GSTorrent.Engine.Tests;

/// <summary>A file of the user that holds nothing of any torrent.</summary>
internal static class ForeignFile
{
    /// <summary>Writes one, over whatever is there; the folders are made.</summary>
    /// <returns>Its content.</returns>
    public static byte[] Put(string file, int length)
    {
        byte[] foreign = new byte[length];
        new Random(99).NextBytes(foreign);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, foreign);
        return foreign;
    }

    /// <summary>The file has that content and no more.</summary>
    public static void AssertHas(string file, byte[] bytes) => Assert.Equal(bytes, File.ReadAllBytes(file));
}
