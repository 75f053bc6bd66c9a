// Only acts that the Regulation names, decided by a named person; counts, scores and lists have no place.
import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { text } from '../rulebook/clock-rule.ts';
import { CONDUCT, type ConductRecord, isConductRecord, type Referral, wrongIn } from './conduct.ts';
import { textRef } from './plan.ts';

const ref = textRef('ab'.repeat(32));
const on = civilDate('2026-03-02');
const record: ConductRecord = {
  caseId: 'case-1',
  item: 'blocking-or-storming',
  on,
  at: '09:30',
  place: ref,
  account: ref,
  evidence: [ref],
  dissuasion: [{ step: 'dissuaded', by: 'officer-1', on }],
  officer: 'officer-1',
  toldOn: on,
  referral: null,
};
const referral: Referral = {
  decidedBy: 'leader-1',
  reason: ref,
  basis: text('信访条例', '第四十七条第二款'),
  sentOn: on,
  answer: null,
};
const said = (x: unknown): string =>
  wrongIn(x)
    .map((w) => w.zh)
    .join('');

describe('a conduct record', () => {
  it('is lawful for each act named in the Regulation, with or without a referral', () => {
    for (const item of Object.keys(CONDUCT)) expect(wrongIn({ ...record, item })).toEqual([]);
    expect(isConductRecord({ ...record, referral })).toBe(true);
    expect(isConductRecord({ ...record, referral: { ...referral, answer: { on, document: ref } } })).toBe(true);
  });

  it.each(['来访5次', '多次上访', 'visited 5 times', 'repeat-petition', 'toString'])(
    'refuses %s as conduct',
    (item) => {
      expect(said({ ...record, item })).toContain('信访次数不是违法行为');
    },
  );

  it.each(['score', 'visits', 'count', 'level', 'blacklisted', 'riskOfPerson'])('refuses a field for %s', (key) => {
    expect(said({ ...record, [key]: 5 })).toContain(key);
    expect(said({ ...record, referral: { ...referral, [key]: 5 } })).toContain(key);
    expect(isConductRecord({ ...record, dissuasion: [{ step: 'educated', by: 'o', on, [key]: 1 }] })).toBe(false);
  });

  it('refuses free text where a reference belongs, so that no count can be written in words', () => {
    for (const key of ['place', 'account']) expect(isConductRecord({ ...record, [key]: '第5次来访' })).toBe(false);
    expect(isConductRecord({ ...record, evidence: ['来访登记5次'] })).toBe(false);
  });

  it.each([
    'caseId',
    'item',
    'on',
    'at',
    'place',
    'account',
    'evidence',
    'officer',
    'toldOn',
    'dissuasion',
    'referral',
  ])('is none without %s', (key) => {
    expect(isConductRecord({ ...record, [key]: undefined })).toBe(false);
  });

  it.each<[string, Partial<Record<keyof Referral, unknown>>]>([
    ['具名', { decidedBy: '' }],
    ['具名', { decidedBy: 'system' }],
    ['理由', { reason: '多次上访' }],
    ['法律依据', { basis: null }],
    ['日期', { sentOn: '2026-03-01' }],
    ['答复', { answer: { on: 'soon', document: ref } }],
  ])('refuses a referral without its %s', (word, change) => {
    expect(said({ ...record, referral: { ...referral, ...change } })).toContain(word);
  });

  it('refuses a referral before anybody dissuaded, and what is no record at all', () => {
    expect(said({ ...record, dissuasion: [], referral })).toContain('劝阻');
    expect(isConductRecord({ ...record, dissuasion: [] })).toBe(true);
    for (const nothing of [null, 5, 'visited 5 times', []]) expect(isConductRecord(nothing)).toBe(false);
    expect(isConductRecord({ ...record, officer: 'auto' })).toBe(false);
  });
});
