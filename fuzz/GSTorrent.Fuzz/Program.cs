using System.Diagnostics;
using System.Globalization;
using GSTorrent.Fuzz;
using SharpFuzz;

const string Usage = """
    GSTorrent.Fuzz TARGET [--seconds N | --runs N] [--seed N]   mutates the corpus in this process (60 seconds, seed 1)
    GSTorrent.Fuzz TARGET --replay FILE...                      runs files and shows what they break
    GSTorrent.Fuzz TARGET --libfuzzer | --afl                   the other side of a fuzzer; see fuzz/README.md
    """;
if (args.Length == 0 || FuzzTargets.Find(args[0]) is not { } target)
{
    Console.Error.WriteLine(Usage);
    Console.Error.WriteLine("Targets: " + string.Join(' ', FuzzTargets.All.Select(known => known.Name)));
    return 2;
}

switch (args.ElementAtOrDefault(1))
{
    case "--replay":
        foreach (string file in args[2..]) target.Check(File.ReadAllBytes(file));
        return 0;
    case "--libfuzzer":
        Fuzzer.LibFuzzer.Run(input => target.Check(input.ToArray()));
        return 0;
    case "--afl":
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target.Check(bytes.ToArray());
        });
        return 0;
    default:
        return Mutate(target, Number("--seconds", 60), Number("--runs", long.MaxValue), (int)Number("--seed", 1));
}

long Number(string option, long otherwise)
{
    int at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length
        ? long.Parse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture)
        : otherwise;
}

static int Mutate(FuzzTarget target, long seconds, long runs, int seed)
{
    const int HangMs = 10_000, MaxFindings = 20;
    if (InputNote.Read(Corpus.LastInput(target)) is { } last)
        Console.WriteLine($"the last run ended within an input: {Corpus.Keep(target, "crash", last)}");
    using var note = new InputNote(Corpus.LastInput(target));
    var run = new MutationRun(target, seed);
    using var watch = new Timer(_ =>
    {
        if (note.ElapsedMs < HangMs) return;
        Console.WriteLine($"{target.Name}: no end after {HangMs} ms: {Corpus.Keep(target, "hang", run.Input)}");
        Environment.Exit(1);
    }, state: null, dueTime: 1000, period: 1000);
    var kinds = new HashSet<string>(StringComparer.Ordinal);
    long started = Stopwatch.GetTimestamp();
    while (run.Count < runs && Stopwatch.GetElapsedTime(started).TotalSeconds < seconds && kinds.Count < MaxFindings)
    {
        if (run.Step(note.Begin) is not { } finding || !kinds.Add(KindOf(finding))) continue;
        Console.WriteLine($"{target.Name}: {Corpus.Keep(target, "crash", run.Input)}\n{finding}");
    }

    double perSecond = run.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{target.Name}: {run.Count} inputs, {perSecond:0} a second, seed {seed}: {kinds.Count} findings"));
    return kinds.Count == 0 ? 0 : 1;
}

// One finding a place: the same fault by a hundred inputs is one fault.
static string KindOf(Exception finding) => finding.GetType().Name
    + finding.StackTrace?.Split('\n').Skip(finding is FuzzFailureException ? 1 : 0).FirstOrDefault();
