import { expect, it } from 'vitest';
import { DEFECTS, defect, FAILPOINTS, failpoint, plantDefects, sealFailpoints, setFailpoints } from './failpoint.ts';

it('does nothing until a test says so', async () => {
  const met: string[] = [];
  await failpoint('record.beforeCommit');
  setFailpoints((point) => void met.push(point));
  await failpoint('record.beforeCommit');
  setFailpoints(null);
  await failpoint('record.beforeCommit');
  expect(met).toEqual(['record.beforeCommit']);
  plantDefects(['sweeper-off']);
  expect(DEFECTS.filter(defect)).toEqual(['sweeper-off']);
  plantDefects([]);
});

it('cannot be switched on once production has sealed it', async () => {
  setFailpoints(() => {
    throw new Error('interrupted');
  });
  plantDefects([...DEFECTS]);
  sealFailpoints();
  for (const point of FAILPOINTS) await failpoint(point);
  expect(DEFECTS.filter(defect)).toEqual([]);
  expect(() => setFailpoints(() => undefined)).toThrow('sealed');
  expect(() => plantDefects(['sweeper-off'])).toThrow('sealed');
});
