// Personal data of cases: who the parties are and what people wrote. Nothing of it may stand in any other table, in
// Temporal or in a log; a case knows parties by their codes and texts by their references.

import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { PartyId } from '../../domain/case.ts';
import { cases } from './cases.ts';
import { bytes } from './columns.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

export const caseParties = pgTable(
  'case_parties',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    party: text('party').$type<PartyId>().notNull(),
    name: text('name').notNull(),
    /** Sealed (db/personal.ts), never in the clear: `key id:base64`. */
    idNumber: text('id_number'),
    phone: text('phone'),
    /** Keyed hash for finding the same number again; it finds, it does not tell. */
    idNumberHash: bytes('id_number_hash'),
    phoneHash: bytes('phone_hash'),
    address: text('address'),
    /** 统一社会信用代码 of an employer. */
    creditCode: text('credit_code'),
    /** The registered enterprise, if it is one. */
    org: uuid('org').references(() => organisations.id),
    /** The account with which the party follows its own case, if it has one. */
    person: uuid('person').references(() => people.id),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [
    primaryKey({ columns: [row.caseId, row.party] }),
    index('case_parties_id_number').on(row.idNumberHash),
    index('case_parties_phone').on(row.phoneHash),
    index('case_parties_person').on(row.person),
    index('case_parties_org').on(row.org),
    check('case_parties_party', sql`${row.party} ~ '^[WE][1-9][0-9]*$'`),
    check('case_parties_id_number_found', sql`(${row.idNumber} is null) = (${row.idNumberHash} is null)`),
    check('case_parties_phone_found', sql`(${row.phone} is null) = (${row.phoneHash} is null)`),
  ],
);

/** What people wrote, byte for byte. */
export const caseTexts = pgTable(
  'case_texts',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    field: text('field').notNull(),
    salt: bytes('salt').notNull(),
    /** SHA-256 of salt and text, hexadecimal: what events carry. */
    reference: text('reference').notNull(),
    text: text('text').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
  },
  (row) => [unique('case_texts_reference').on(row.caseId, row.reference)],
);
