using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>What happens to a torrent that has been seeded enough.</summary>
[JsonConverter(typeof(CamelCaseEnum<ShareLimitAction>))]
public enum ShareLimitAction
{
    /// <summary>It is stopped.</summary>
    Stop,

    /// <summary>It is removed; its content stays.</summary>
    Remove,

    /// <summary>It is removed and its content deleted.</summary>
    RemoveWithData,

    /// <summary>It goes on as a super-seed (BEP 16).</summary>
    SuperSeed,
}
