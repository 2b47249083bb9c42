namespace GSTorrent.Api.Native.Reference;

/// <summary>A parameter of an address.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Type">Its JSON type: <c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="Text">What it does.</param>
internal sealed record QueryDoc(string Name, string Type, string Text);
