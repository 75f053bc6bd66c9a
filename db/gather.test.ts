import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gather } from './gather.ts';

interface Asked {
  readonly key: string;
  readonly n: number;
}

/** A desk that notes its groups and carries each when it is told to. */
function held() {
  const groups: (readonly Asked[])[] = [];
  const carry: (() => void)[] = [];
  const ask = gather<Asked, number>(
    ({ key }) => key,
    (group) =>
      new Promise((done) => {
        groups.push(group);
        carry.push(() => done(group.map(({ n }) => ({ status: 'fulfilled', value: n * 2 }))));
      }),
  );
  return { ask, carry, sizes: () => groups.map((group) => group.length), groups };
}

it('lets a single one go at once, and those that wait go together in a fair share', async () => {
  const { ask, carry, sizes } = held();
  const first = ask({ key: 'a', n: 1 });
  await turn();
  expect(sizes()).toEqual([1]);
  const second = Array.from({ length: 9 }, (_, n) => ask({ key: `b${n}`, n }));
  await turn();
  expect(sizes()).toEqual([1, 5]);
  carry[0]?.();
  expect(await first).toBe(2);
  await turn();
  await turn();
  expect(sizes()).toEqual([1, 5, 4]);
  for (const go of carry) go();
  expect(await Promise.all(second)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
});

it('never carries two of one key at the same time, and keeps their order', async () => {
  const { ask, carry, groups } = held();
  const all = Array.from({ length: 4 }, (_, n) => ask({ key: 'same', n }));
  for (let n = 0; n < 4; n += 1) {
    await turn();
    expect(groups[n]).toEqual([{ key: 'same', n }]);
    expect(groups).toHaveLength(n + 1);
    carry[n]?.();
    await all[n];
    await turn();
  }
});

it('takes no more than 64 at once', async () => {
  const { ask, carry, sizes } = held();
  const all = Array.from({ length: 300 }, (_, n) => ask({ key: `${n}`, n }));
  for (let turns = 0; turns < 8; turns += 1) {
    await turn();
    for (const go of carry) go();
    await turn();
  }
  await Promise.all(all);
  expect(Math.max(...sizes())).toBe(64);
});

it('gives each its own answer, and all of them the failure of the whole', async () => {
  const each = gather<number, number>(String, async (group) =>
    group.map((n) => (n === 2 ? { status: 'rejected', reason: new Error('two') } : { status: 'fulfilled', value: n })),
  );
  const settled = await Promise.allSettled([1, 2, 3].map(each));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const none = gather<number, number>(String, () => Promise.reject(new Error('away')));
  const failed = await Promise.allSettled([1, 2, 3].map(none));
  expect(failed.map((one) => one.status === 'rejected' && String(one.reason))).toEqual(Array(3).fill('Error: away'));
  await expect(none(4)).rejects.toThrow('away');
});

it('tells those behind at once when waiting is hopeless', async () => {
  const ends: ((error: Error) => void)[] = [];
  const silent = gather<number, number>(
    String,
    () => new Promise((_, reject) => ends.push(reject)),
    (error) => String(error).includes('silence'),
  );
  const all = Promise.allSettled(Array.from({ length: 200 }, (_, i) => silent(i)));
  await turn();
  for (const end of ends) end(new Error('silence'));
  expect((await all).every(({ status }) => status === 'rejected')).toBe(true);
  expect(ends).toHaveLength(2);
});

it('puts those together that nothing keeps apart, and goes one after the other where told to', async () => {
  const sizes: number[] = [];
  let carry: () => void = () => undefined;
  const ask = gather<number, number>(
    () => null,
    (group) =>
      new Promise((done) => {
        sizes.push(group.length);
        carry = () => done(group.map((value) => ({ status: 'fulfilled', value })));
      }),
    () => false,
    1,
  );
  const all = [1, 1, 1, 2].map((n) => ask(n));
  await turn();
  expect(sizes).toEqual([4]);
  const later = ask(1);
  await turn();
  expect(sizes).toEqual([4]);
  carry();
  expect(await Promise.all(all)).toEqual([1, 1, 1, 2]);
  await turn();
  await turn();
  carry();
  expect(await later).toBe(1);
});
