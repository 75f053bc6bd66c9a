// Places at which the fault tests may interrupt us, and defects that they plant to prove that they would see them.
// Nothing of it is reachable by configuration: only a test calls these functions, and production refuses the call.

/** Boundaries between two things that must hold together. */
export const FAILPOINTS = [
  'record.beforeCommit',
  'record.afterCommit',
  'record.beforeReply',
  'relay.beforeSignal',
  'relay.afterSignal',
  'sweeper.beforeCommit',
  'activity.beforeReply',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

/** Defects that a checker must find. Each is one condition in the code that it spoils. */
export const DEFECTS = [
  'acts-twice',
  'clock-of-the-process',
  'hash-over-unsorted-json',
  'key-not-bound-to-person',
  'no-first-answer',
  're-arm-forgotten',
  'read-model-outside',
  'reconciler-off',
  'relay-forgets',
  'relay-off',
  'reply-before-commit',
  'retries-for-ever',
  'sweeper-off',
  'unlocked',
  'wake-forgotten',
] as const;
export type Defect = (typeof DEFECTS)[number];

type Interrupt = (point: Failpoint) => Promise<void> | void;

let interrupt: Interrupt | null = null;
let planted: ReadonlySet<Defect> = new Set();
let sealed = false;

/** Production calls this once at its start: from then on nothing can be switched on. */
export function sealFailpoints(): void {
  sealed = true;
  interrupt = null;
  planted = new Set();
}

/** Switches the failpoints on (`null`: off). @throws Error in production */
export function setFailpoints(to: Interrupt | null): void {
  if (sealed) throw new Error('failpoints are sealed');
  interrupt = to;
}

/** Plants defects, in place of those planted before. @throws Error in production */
export function plantDefects(defects: readonly Defect[]): void {
  if (sealed) throw new Error('defects are sealed');
  planted = new Set(defects);
}

/** Does nothing unless a test switched it on; then it may throw, wait or kill the process. */
export async function failpoint(point: Failpoint): Promise<void> {
  if (interrupt) await interrupt(point);
}

export const defect = (name: Defect): boolean => planted.has(name);

/** Whether any is planted: defects are looked for on the long way, which every shorter one must equal. */
export const spoiled = (): boolean => planted.size > 0;
