using System.Collections;

namespace GSTorrent.Api.Native.Http;

/// <summary>A list whose items become contracts only while they are written, one at a time.</summary>
internal sealed class TranslatedList<T, TDto>(IReadOnlyList<T> items, Func<T, TDto> translate) : IReadOnlyList<TDto>
{
    public int Count => items.Count;

    public TDto this[int index] => translate(items[index]);

    public IEnumerator<TDto> GetEnumerator()
    {
        foreach (T item in items) yield return translate(item);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
