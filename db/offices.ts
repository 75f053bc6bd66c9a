// What a decision looks at beside its case: the calendar, the organisations, and who holds which office.

import type { Chart } from '../domain/attention/supervision.ts';
import { type Calendar, CHINA } from '../domain/calendar/calendar.ts';
import type { Directory } from '../domain/deciding/routing.ts';
import type { Db } from './connection.ts';
import { chart, directory } from './organisations.ts';

export interface Offices {
  readonly calendar: Calendar;
  readonly directory: Directory;
  readonly chart: Chart;
}

/** Asked for before a transaction begins, since it may take a connection of its own. */
export const officesOf = async (db: Db): Promise<Offices> => ({
  calendar: CHINA,
  directory: await directory(db),
  chart: await chart(db),
});
