// What counts as the same matter raised again, and how it stands. Synthetic.
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, civilDate } from '../calendar/civil-date.ts';
import type { Case, Proceeding } from '../case.ts';
import { repeatOf } from './repeats.ts';

const opened = civilDate('2025-05-01');
const ended = civilDate('2025-06-30');
const old = civilDate('2030-01-01');
const petition = (state: string, closedOn: Proceeding['closedOn']): Proceeding => ({
  no: 1,
  procedure: 'petition',
  level: 'petition',
  body: 'petitions',
  applicant: 'W1',
  state,
  since: opened,
  openedOn: opened,
  closedOn,
  consents: {},
  notes: {},
  lumpFen: null,
});
const earlier = (...proceedings: Proceeding[]) =>
  ({ openedOn: opened, closedOn: null, status: 'open', proceedings }) as unknown as Case;

describe('an earlier matter', () => {
  it('that was answered counts for the months of the place, to the day', () => {
    const answered = earlier(petition('cleared', ended));
    const last = addMonths(ended, 12);
    expect(repeatOf(answered, last, 12)).toMatchObject({ standing: 'over', article: null });
    expect(repeatOf(answered, addDays(last, 1), 12)).toBeNull();
    expect(repeatOf(answered, addDays(last, 1), 24)).not.toBeNull();
  });

  it('that is in hand or ended after its levels counts however old, with its article', () => {
    expect(repeatOf(earlier(petition('handling', null)), old, 12)).toMatchObject({
      standing: 'being-handled',
      article: '信访工作条例 第十九条第三款',
    });
    const over = earlier(petition('ended', ended));
    expect(repeatOf(over, old, 12)?.standing).toBe('levels-ended');
    expect(repeatOf(over, old, 12)?.article).toContain('第三十六条第三款');
    // Care goes on, the matter does not.
    expect(repeatOf(earlier(petition('ended', ended), petition('care', null)), old, 12)?.standing).toBe('levels-ended');
  });

  it('is none that came later', () => {
    expect(repeatOf(earlier(petition('handling', null)), addDays(opened, -1), 12)).toBeNull();
  });
});
