using System.Text.Json;
using System.Text.Json.Serialization;

namespace GSTorrent.Api.Contracts;

/// <summary>
/// The JSON form of every contract: camelCase names, enums as camelCase text, absent instead of null.
/// </summary>
/// <remarks>
/// Generated code passes null for an init-only property that the text lacks, so properties with a default put it back
/// in their setters. Internal: what the generator makes of it changes with every contract and with the SDK.
/// </remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TorrentDto))]
[JsonSerializable(typeof(TorrentListDto))]
[JsonSerializable(typeof(IReadOnlyList<FileDto>))]
[JsonSerializable(typeof(IReadOnlyList<PeerDto>))]
[JsonSerializable(typeof(IReadOnlyList<TrackerDto>))]
[JsonSerializable(typeof(TorrentFactsDto))]
[JsonSerializable(typeof(PiecesDto))]
[JsonSerializable(typeof(AddOutcomeDto))]
[JsonSerializable(typeof(AddTorrentRequest))]
[JsonSerializable(typeof(ChangeTorrentRequest))]
[JsonSerializable(typeof(QueueMoveRequest))]
[JsonSerializable(typeof(CategoryRequest))]
[JsonSerializable(typeof(CategoryDto))]
[JsonSerializable(typeof(IReadOnlyList<CategoryDto>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ActionRequest))]
[JsonSerializable(typeof(IReadOnlyList<ActionResultDto>))]
[JsonSerializable(typeof(PrioritiesRequest))]
[JsonSerializable(typeof(LimitsRequest))]
[JsonSerializable(typeof(MoveRequest))]
[JsonSerializable(typeof(RenameRequest))]
[JsonSerializable(typeof(TagsRequest))]
[JsonSerializable(typeof(PeersRequest))]
[JsonSerializable(typeof(EventDto))]
[JsonSerializable(typeof(TorrentChanges))]
[JsonSerializable(typeof(JournalDto))]
[JsonSerializable(typeof(IReadOnlyList<SettingDto>))]
[JsonSerializable(typeof(SettingsPatchRequest))]
[JsonSerializable(typeof(ServerDto))]
[JsonSerializable(typeof(StatsDto))]
[JsonSerializable(typeof(NetworkDto))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(TokenDto))]
[JsonSerializable(typeof(IReadOnlyList<TokenDto>))]
[JsonSerializable(typeof(UserDto))]
[JsonSerializable(typeof(IReadOnlyList<UserDto>))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SessionDto))]
[JsonSerializable(typeof(JobDto))]
[JsonSerializable(typeof(IReadOnlyList<JobDto>))]
[JsonSerializable(typeof(CreateJobRequest))]
[JsonSerializable(typeof(IReadOnlyList<DirectoryItemDto>))]
[JsonSerializable(typeof(FreeSpaceDto))]
[JsonSerializable(typeof(RenamePathRequest))]
[JsonSerializable(typeof(ProblemDto))]
internal sealed partial class ContractsJsonContext : JsonSerializerContext;
