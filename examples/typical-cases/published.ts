// The thirty published cases as they were printed: facts only, with their sources (cases.json).
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CLAIM_TYPES, INDUSTRIES } from '../../domain/case.ts';

export const STAGES = ['enterprise', 'community', 'park', 'arbitration', 'court', 'petition', 'settlement'] as const;
export type Stage = (typeof STAGES)[number];

const published = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    source: z.object({ publisher: z.string() }),
    employer: z.object({ name: z.string(), industry: z.enum(INDUSTRIES) }),
    workers: z.number().nullable(),
    claims: z.array(z.object({ type: z.enum(CLAIM_TYPES), amountYuan: z.number().nullable() })),
    path: z.array(z.enum(STAGES)),
    outcome: z.object({
      kind: z.enum(['settled', 'award', 'judgment', 'withdrawn', 'cleared']),
      amountYuan: z.number().nullable(),
      finalAward: z.boolean().nullable(),
      summary: z.string(),
    }),
  }),
);

export type PublishedCase = z.infer<typeof published>[number];
export type OutcomeKind = PublishedCase['outcome']['kind'];

/** All thirty, in the order of their numbers. */
export const PUBLISHED: readonly PublishedCase[] = published.parse(
  JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')),
);

/** Yuan as printed (at most two decimals) in fen. */
export const fen = (yuan: number): number => Math.round(yuan * 100);
