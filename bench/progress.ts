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

/** Tells at most every two seconds. */
export function seldom<T>(tell: (about: T) => void): (about: T) => void {
  let toldAt = 0;
  return (about) => {
    if (performance.now() - toldAt < EVERY_MS) return;
    toldAt = performance.now();
    tell(about);
  };
}

/** Counts a span of time down, at most every two seconds, until it is stopped. @param now what else there is to say */
export function countdown(say: (line: string) => void, what: string, seconds: number, now: () => string): () => void {
  const end = performance.now() + seconds * 1_000;
  const tell = () => say(`${what}: ${duration(Math.max(0, (end - performance.now()) / 1_000))} left${now()}`);
  const timer = setInterval(tell, EVERY_MS);
  return () => clearInterval(timer);
}

/** Where a run is: `part 3 of 41, about 250 min left: 1 A …`, as its parts think to take. Its nth begins now. */
export function ahead(parts: readonly { readonly id: string; readonly minutes: number }[], n: number): () => string {
  const began = performance.now();
  const [now, later] = [parts[n]?.minutes ?? 0, parts.slice(n + 1).reduce((sum, { minutes }) => sum + minutes, 0)];
  return () => {
    const left = later + Math.max(0, now - (performance.now() - began) / 60_000);
    return `part ${n + 1} of ${parts.length}, about ${Math.ceil(left)} min left: ${parts[n]?.id ?? ''}`;
  };
}

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
