namespace GSTorrent.Storage.Tests.Volumes;

public sealed class VolumeQueueTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Jobs_run_in_order_on_one_thread_and_may_be_used_again()
    {
        var order = new List<int>();
        using (var queue = new VolumeQueue("test", threadCount: 1, capacity: 8))
        {
            using var done = new CountdownEvent(6);
            Job[] jobs = [.. Enumerable.Range(0, 3).Select(i => new Job(() =>
            {
                order.Add(i);
                done.Signal();
            }))];
            foreach (Job job in jobs.Concat(jobs)) Assert.True(queue.TryEnqueue(job));
            Assert.True(done.Wait(s_patience, TestContext.Current.CancellationToken));
        }

        Assert.Equal([0, 1, 2, 0, 1, 2], order);
    }

    [Fact]
    public void A_full_queue_refuses_and_a_hung_thread_is_left_behind()
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var queue = new VolumeQueue("hung", threadCount: 1, capacity: 2);
        Assert.True(queue.TryEnqueue(new Job(() =>
        {
            started.Set();
            release.Wait();
            ended.Set();
        })));
        Assert.True(started.Wait(s_patience, TestContext.Current.CancellationToken));
        var waiting = new Job(() => { });
        Assert.True(queue.TryEnqueue(waiting));
        Assert.True(queue.TryEnqueue(waiting));
        Assert.False(queue.TryEnqueue(waiting));
        Assert.Equal(3, queue.PendingCount);
        Assert.False(queue.Close(timeoutMs: 1));
        Assert.Equal(2, waiting.AbandonCount);
        Assert.False(queue.TryEnqueue(waiting));
        release.Set();
        Assert.True(ended.Wait(s_patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Closing_lets_waiting_jobs_run()
    {
        int ran = 0;
        var queue = new VolumeQueue("drain", threadCount: 2, capacity: 200);
        for (int i = 0; i < 200; i++) Assert.True(queue.TryEnqueue(new Job(() => Interlocked.Increment(ref ran))));
        Assert.True(queue.Close(30_000));
        Assert.Equal(200, ran);
    }

    [Fact]
    public void A_bug_in_a_job_is_reported_and_the_thread_lives_on()
    {
        var bugs = new List<string>();
        using var done = new ManualResetEventSlim();
        using var queue = new VolumeQueue("bug", threadCount: 1, onBug: exception => bugs.Add(exception.Message));
        queue.TryEnqueue(new Job(() => throw new InvalidOperationException("oops")));
        queue.TryEnqueue(new Job(done.Set));
        Assert.True(done.Wait(s_patience, TestContext.Current.CancellationToken));
        Assert.Equal(["oops"], bugs);
    }

    [Fact]
    public void Enqueuing_does_not_allocate()
    {
        using var queue = new VolumeQueue("alloc", threadCount: 1, capacity: 1000);
        var job = new Job(() => { });
        queue.TryEnqueue(job);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++) queue.TryEnqueue(job);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Paths_of_one_device_share_a_queue()
    {
        using var queues = new VolumeQueues();
        Assert.Same(queues.For("/proc/self"), queues.For("/proc/1/nothing"));
        Assert.NotSame(queues.For("/proc/self"), queues.For("/"));
    }

    private sealed class Job(Action action) : StorageJob
    {
        public int AbandonCount { get; private set; }

        public override void Execute() => action();

        public override void Abandon() => AbandonCount++;
    }
}
