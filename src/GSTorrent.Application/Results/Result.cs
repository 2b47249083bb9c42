using System.Diagnostics.CodeAnalysis;

namespace GSTorrent.Application;

/// <summary>What came of an operation: a value or the reason why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, AppError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Null: it worked.</summary>
    public AppError? Error { get; }

    /// <summary>The value; asking a failure for it is a bug and throws.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException(Error.Message);

    /// <summary>True with the value, or false with the error.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out AppError? error)
    {
        value = _value;
        error = Error;
        return Error is null;
    }

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(AppError error) => new(default, error);
}
