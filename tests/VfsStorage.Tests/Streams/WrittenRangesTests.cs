using VfsStorage.Streams;

namespace VfsStorage.Tests.Streams;

/// <summary>Which bytes a draft's handle wrote itself, against a plain array of flags.</summary>
public sealed class WrittenRangesTests
{
    private const int Size = 60;

    [Test]
    public void Gaps_RandomWritesAndCuts_AreWhatWasNotWritten([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var ranges = new WrittenRanges();
        var written = new bool[Size];
        for (var step = 0; step < 25; step++)
        {
            var start = random.Next(Size - 1);
            if (random.Next(6) == 0)
            {
                ranges.Cut(start);
                written.AsSpan(start).Clear();
            }
            else
            {
                var end = random.Next(start + 1, Math.Min(Size, start + 12) + 1);
                ranges.Add(start, end);
                written.AsSpan(start, end - start).Fill(true);
            }

            var length = random.Next(Size);
            var gaps = ranges.Gaps(length).SelectMany(gap => Enumerable.Range((int)gap.Start, (int)(gap.End - gap.Start)));
            Assert.That(gaps, Is.EqualTo(Enumerable.Range(0, length).Where(at => !written[at])), $"Seed {seed}, step {step}.");
            Assert.That((ranges.End, ranges.IsEmpty), Is.EqualTo((Array.LastIndexOf(written, true) + 1, !written.Contains(true))), $"Seed {seed}, step {step}.");
        }
    }
}
