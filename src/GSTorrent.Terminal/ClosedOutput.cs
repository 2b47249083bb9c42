using System.Text;

namespace GSTorrent.Terminal;

/// <summary>Standard output of a program that was started without one.</summary>
internal sealed class ClosedOutput : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("it is closed");
}
