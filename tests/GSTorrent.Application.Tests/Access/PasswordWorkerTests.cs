using System.Collections.Concurrent;
using GSTorrent.Application.Access;

namespace GSTorrent.Application.Tests.Access;

public sealed class PasswordWorkerTests
{
    [Fact]
    public async Task Few_threads_of_its_own_work_and_what_is_too_much_is_put_off()
    {
        using var worker = new PasswordWorker(threads: 2);
        using var gate = new ManualResetEventSlim();
        var threads = new ConcurrentDictionary<int, bool>();
        var running = new List<Task<int>>();
        int taken = 0;
        while (worker.TryRun(Work, out Task<int>? task))
        {
            running.Add(task);
            Assert.True(++taken <= PasswordWorker.MaxWaiting + 2);
        }

        Assert.InRange(taken, PasswordWorker.MaxWaiting, PasswordWorker.MaxWaiting + 2);
        gate.Set();
        await Task.WhenAll(running);
        Assert.InRange(threads.Count, 1, 2);
        Assert.DoesNotContain(threads.Values, isPool => isPool);
        Assert.True(worker.TryRun(() => 7, out Task<int>? more));
        Assert.Equal(7, await more);

        int Work()
        {
            threads[Environment.CurrentManagedThreadId] = Thread.CurrentThread.IsThreadPoolThread;
            gate.Wait();
            return 1;
        }
    }

    [Fact]
    public async Task A_bug_ends_one_job_and_not_the_thread()
    {
        using var worker = new PasswordWorker(threads: 1);
        Assert.True(worker.TryRun<int>(() => throw new InvalidOperationException("bug"), out Task<int>? failing));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.True(worker.TryRun(() => 7, out Task<int>? next));
        Assert.Equal(7, await next);
    }

    [Fact]
    public void At_the_end_it_takes_nothing_more()
    {
        var worker = new PasswordWorker(threads: 1);
        worker.Dispose();
        Assert.False(worker.TryRun(() => 7, out Task<int>? none));
        Assert.Null(none);
    }
}
