// 管辖: which body is competent, and why there is none. The directory of organisations comes in as data.
import type { Level, OrgId, Place } from '../case.ts';
import type { PetitionSettings } from '../petition/petition-settings.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

/** What a mediation body is in law; the force of an agreement made before it depends on this (调解仲裁法 第十条). */
export const LEGAL_IDENTITIES = [
  'enterprise-committee',
  'peoples-mediation-committee',
  'township-body',
  'court-invited-body',
  'other',
] as const;
export type LegalIdentity = (typeof LEGAL_IDENTITIES)[number];

/** An organisation as far as the law looks at it. Names and addresses stay in the database. */
export interface Body {
  readonly id: OrgId;
  readonly parent: OrgId | null;
  readonly level: Level;
  /** null: it does not mediate. */
  readonly identity: LegalIdentity | null;
  readonly active: boolean;
  /** ISO 3166-2 province whose rules hold in it and below it; absent or `CN`: it names none. */
  readonly region?: string;
  /** What it decided about petition work; absent: nothing. */
  readonly petition?: PetitionSettings;
}

export interface Directory {
  /** Changes whenever an organisation changes. */
  readonly version: string;
  readonly bodies: ReadonlyMap<OrgId, Body>;
}

/** From the factory gate outwards; each level is asked only where the enterprise has it (领域参考 §3.5). */
export const MEDIATION_LEVELS = ['enterprise', 'community', 'park', 'town', 'district'] as const;
export type MediationLevel = (typeof MEDIATION_LEVELS)[number];
export const isMediationLevel = (level: Level): level is MediationLevel =>
  (MEDIATION_LEVELS as readonly Level[]).includes(level);

/** Bodies whose agreements may be reviewed or confirmed (调解仲裁法 第十条; 人民调解法 第三十三条). Parks depend on their registration. */
const LISTED: readonly LegalIdentity[] = ['enterprise-committee', 'peoples-mediation-committee', 'township-body'];
export const isListed = (body: Body | undefined): boolean => Boolean(body?.identity && LISTED.includes(body.identity));

export interface Route {
  readonly level: MediationLevel;
  /** null: no competent body at this level, for this reason. */
  readonly body: OrgId | null;
  readonly because: Bilingual;
}

/** The mediation bodies in whose catchment the enterprise lies, nearest first, and why a level has none. */
export function mediationRoute(place: Place, directory: Directory): readonly Route[] {
  return MEDIATION_LEVELS.map((level) => routeAt(level, place[level], directory));
}

function routeAt(level: MediationLevel, org: OrgId | null, directory: Directory): Route {
  if (!org) return { level, body: null, because: MISSING[level] };
  const body = directory.bodies.get(org);
  if (!body?.active) return { level, body: null, because: { zh: '该组织已停用', en: 'This organisation is closed' } };
  if (!body.identity)
    return { level, body: null, because: { zh: '该组织未设调解组织', en: 'It has no mediation body' } };
  return { level, body: org, because: COMPETENT[level] };
}

const MISSING: Readonly<Record<MediationLevel, Bilingual>> = {
  enterprise: { zh: '用人单位未建立档案或未设调解委员会', en: 'The enterprise is not registered or has no committee' },
  community: { zh: '用人单位不在任何社区的范围内', en: 'The enterprise lies in no community' },
  park: { zh: '用人单位不在园区内', en: 'The enterprise lies in no park' },
  town: { zh: '未登记所属镇街', en: 'The town or street is not recorded' },
  district: { zh: '未登记所属区', en: 'The district is not recorded' },
};

const COMPETENT: Readonly<Record<MediationLevel, Bilingual>> = {
  enterprise: { zh: '用人单位设有调解委员会', en: 'The enterprise has a mediation committee' },
  community: { zh: '用人单位位于该社区', en: 'The enterprise lies in this community' },
  park: { zh: '用人单位位于该园区', en: 'The enterprise lies in this park' },
  town: { zh: '用人单位位于该镇街', en: 'The enterprise lies in this town or street' },
  district: { zh: '用人单位位于本区', en: 'The enterprise lies in this district' },
};

/** Whether that body may mediate this dispute: it lies on the enterprise's route. */
export const isCompetent = (org: OrgId, place: Place, directory: Directory): boolean =>
  mediationRoute(place, directory).some((route) => route.body === org);

/** The province that the district, or the nearest organisation above it, names (domain/rulebook/regions.ts); else `CN`. */
export function regionOf(district: OrgId, { bodies }: Directory): string {
  for (let at = bodies.get(district); at; at = bodies.get(at.parent ?? ''))
    if (at.region && at.region !== NATIONAL) return at.region;
  return NATIONAL;
}
const NATIONAL = 'CN';

/**
 * The arbitration commission, court or petition office of the place of performance (调解仲裁法 第二十一条): the active
 * organisation of that level under the district, or above it. null where none is registered.
 */
export function officeOf(
  level: 'arbitration' | 'court' | 'petition',
  place: Place,
  directory: Directory,
): OrgId | null {
  const offices = [...directory.bodies.values()].filter((b) => b.level === level && b.active);
  for (let at: OrgId | null = place.district; at; at = directory.bodies.get(at)?.parent ?? null) {
    const found = offices.find((office) => office.parent === at);
    if (found) return found.id;
  }
  return null;
}
