// Units and leaders of a ledger, known or left to a person. Synthetic.
import { expect, it } from 'vitest';
import { assigning } from './assignment.ts';

const units = [
  { id: 'bureau', name: '演示区人力资源和社会保障局' },
  { id: 'street', name: '龙泉街道' },
  { id: 'station', name: '服务站' },
  { id: 'station-2', name: '服务站' },
];
const officers = [
  { id: 'li', name: '李某测', org: 'bureau' },
  { id: 'li', name: '李某测', org: 'street' },
  { id: 'wang', name: '王某测', org: 'bureau' },
  { id: 'wang-2', name: '王某测', org: 'street' },
];
const match = assigning(units, officers, '演示区');

it.each([
  ['its whole name', '演示区人力资源和社会保障局', '李某测', 'bureau', 'li'],
  ['its name without the district', '人力资源和社会保障局', '李 某 测', 'bureau', 'li'],
  ['one of two of a name by the unit', '龙泉街道', '王某测', 'street', 'wang-2'],
  ['no guess between two units', '服务站', '王某测', null, null],
  ['no guess from a part', '社会保障局', '李', null, null],
  ['nothing from nothing', null, null, null, null],
])('knows %s', (_, dept, leader, unit, person) => {
  expect(match({ dept, leader })).toEqual({ unit, leader: person });
});
