// A line now and then of how far something is, how fast it goes and how long it will still take.

const EVERY_MS = 2_000;

/** Tells at most every two seconds; the pace is that of the last half minute. */
export function progress(say: (line: string) => void, what: string, total: number): (done: number) => void {
  const past: { at: number; done: number }[] = [{ at: performance.now(), done: 0 }];
  let toldAt = 0;
  return (done) => {
    const at = performance.now();
    if (at - toldAt < EVERY_MS) return;
    toldAt = at;
    past.push({ at, done });
    if (past.length > 15) past.shift();
    const [first] = past;
    const pace = first && at > first.at ? ((done - first.done) / (at - first.at)) * 1_000 : 0;
    const left = pace > 0 ? `, ${duration((total - done) / pace)} left` : '';
    say(`${what}: ${done} of ${total}, ${pace.toFixed(0)}/s${left}`);
  };
}

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
