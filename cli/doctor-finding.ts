// What the doctor says: one sentence about each thing that it looked at, in Chinese and English, with what to do where
// something is wrong. Never an address with its password, a key, or the text of a foreign error.
import { codeOf } from '../db/failure.ts';

export type Area =
  | 'configuration'
  | 'keys'
  | 'disk'
  | 'ports'
  | 'postgresql'
  | 'temporal'
  | 'workers'
  | 'api'
  | 'clock'
  | 'cases'
  | 'wakes'
  | 'anchors';

/** note: nothing is broken, but somebody should know or could not be told. */
export type Verdict = 'ok' | 'note' | 'wrong';

export interface Finding {
  readonly area: Area;
  readonly verdict: Verdict;
  /** For programs; does not change. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const finding =
  (verdict: Verdict) =>
  (area: Area, code: string, zh: string, en: string): Finding => ({ area, verdict, code, zh, en });
export const ok = finding('ok');
export const note = finding('note');
export const wrong = finding('wrong');

/** What a check found; one that could not look says so, with nothing of the error but its code. */
export async function looked(area: Area, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const code = codeText(error);
    return [
      wrong(
        area,
        'not-looked-at',
        `未能检查（${code}）：请看上面的原因，排除后再查。`,
        `Could not be looked at (${code}): mend what stands above and ask again.`,
      ),
    ];
  }
}

/** SQLSTATE, a code of the network, or the kind of error. */
export const codeText = (error: unknown): string =>
  codeOf(error) ?? (error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'unknown');
