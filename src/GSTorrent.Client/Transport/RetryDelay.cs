namespace GSTorrent.Client.Transport;

/// <summary>
/// When a long-running call may try again, and after how long: only after it worked once, only if trying again can
/// help, and twice as long after each failure in a row.
/// </summary>
internal sealed class RetryDelay(ClientSettings settings)
{
    private bool _hasWorked;
    private int _failuresInRow;
    private bool _isLost;

    /// <summary>A connection was made, which does not yet shorten the next wait: it may break at once again.</summary>
    public void Opened()
    {
        _hasWorked = true;
        if (_isLost) settings.LossChanged?.Invoke(null);
        _isLost = false;
    }

    /// <summary>Something useful was received.</summary>
    public void Succeeded()
    {
        Opened();
        _failuresInRow = 0;
    }

    /// <summary>An attempt failed that <see cref="MayRetry"/> lets follow another.</summary>
    public void Failed(ClientError error)
    {
        if (!_isLost) settings.LossChanged?.Invoke(error);
        _isLost = true;
    }

    public bool MayRetry(ClientError error) => _hasWorked && error.Kind switch
    {
        ClientErrorKind.Unreachable or ClientErrorKind.TimedOut => true,
        // 429: what this client had open before the connection broke may still be counted.
        ClientErrorKind.Failed => error.HttpStatus is 429 or >= 500,
        _ => false,
    };

    public Task WaitAsync(CancellationToken cancellation)
    {
        TimeSpan wait = settings.LongestResumeDelay / 30 * Math.Pow(2, _failuresInRow);
        if (_failuresInRow < 10) _failuresInRow++;
        if (wait > settings.LongestResumeDelay) wait = settings.LongestResumeDelay;
        return Task.Delay(wait, settings.Time, cancellation);
    }
}
