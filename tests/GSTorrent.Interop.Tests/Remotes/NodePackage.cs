namespace GSTorrent.Interop.Tests.Remotes;

/// <summary>Folders in tests/npm with clients in JavaScript, which test.sh installs.</summary>
internal static class NodePackage
{
    /// <summary>The folder; skips the test by name if its packages are not installed.</summary>
    public static string Require(string name)
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "GSTorrent.slnx"))) at = at.Parent;
        string folder = Path.Combine(at?.FullName ?? "", "tests", "npm", name);
        Assert.SkipWhen(
            !Directory.Exists(Path.Combine(folder, "node_modules")), $"not installed: npm ci in tests/npm/{name}");
        return folder;
    }
}
