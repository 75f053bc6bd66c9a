// Which offices act at which level, and whether an actor may give a command that the table reserves to somebody.
import type { Actor, Case, Level, OrgId, PartyId, Proceeding } from '../case.ts';
import { sideOf } from '../case.ts';
import type { Who } from '../procedures/procedure.ts';
import type { StaffRole } from '../roles.ts';

const MEDIATING: readonly StaffRole[] = ['mediator', 'station-head'];
const ARBITRATING: readonly StaffRole[] = ['arbitrator', 'arbitration-secretary', 'commission-director'];
const PETITIONING: readonly StaffRole[] = ['petition-officer', 'authority-head'];
/** A petition may be forwarded to a street or a division, whose own people then handle it. */
const PETITION_HOLDERS: readonly StaffRole[] = [...PETITIONING, 'station-head', 'mediator', 'division-head'];
/** Who decides for the common superior about jurisdiction. */
export const SUPERIORS: readonly StaffRole[] = ['division-head', 'deputy-director', 'supervisor', 'authority-head'];

/** Officers who may write down an oral act of a party, or mirror what another authority decided. */
export const RECORDING: readonly StaffRole[] = ['registrar', ...MEDIATING, ...ARBITRATING, ...PETITIONING];

/** The roles that handle a proceeding of that level, the usual one first. */
export function officeRoles(level: Level): readonly StaffRole[] {
  if (level === 'arbitration') return ARBITRATING;
  if (level === 'petition') return PETITION_HOLDERS;
  if (level === 'court') return RECORDING;
  return MEDIATING;
}

/** The role that is told when the office itself is told. */
export const officeRole = (level: Level): StaffRole => officeRoles(level)[0] ?? 'registrar';

/** Our unit that looks after a proceeding: the body that holds it; the registering unit for what courts hold, and for none. */
export const unitOf = (c: Case, p: Pick<Proceeding, 'level' | 'body'> | null): OrgId =>
  p === null || p.level === 'court' || p.body === null ? c.registeredBy : p.body;

/** The party as whom the actor acts: himself, or the one for whom an officer writes it down. */
export function actingParty(actor: Actor, onBehalfOf: PartyId | null): PartyId | null {
  if (actor.kind === 'party') return actor.party;
  return actor.kind === 'staff' && RECORDING.includes(actor.role) ? onBehalfOf : null;
}

/**
 * Whether `who` covers this actor. `p` is null for commands that open a proceeding or concern the case. Where an office
 * proposed the proceeding nobody applied, so both sides are asked as respondents are.
 */
export function covers(who: Who, actor: Actor, onBehalfOf: PartyId | null, p: Proceeding | null, c: Case): boolean {
  const party = actingParty(actor, onBehalfOf);
  switch (who) {
    case 'applicant':
      return party !== null && isPartyOf(c, party) && sideOf(party) === applicantSide(p);
    case 'respondent':
      return party !== null && isPartyOf(c, party) && (p?.applicant === null || sideOf(party) !== applicantSide(p));
    case 'either-party':
      return party !== null && isPartyOf(c, party);
    case 'worker':
    case 'employer':
      return party !== null && isPartyOf(c, party) && sideOf(party) === who;
    case 'body':
      return actor.kind === 'staff' && heldBy(p, actor) && officeRoles(p?.level ?? 'district').includes(actor.role);
    case 'director':
      return actor.kind === 'staff' && heldBy(p, actor) && actor.role === 'commission-director';
    case 'liaison':
      return actor.kind === 'staff' && RECORDING.includes(actor.role);
    case 'sender':
      return actor.kind === 'staff' && actor.org === p?.notes.sender && officeRoles('petition').includes(actor.role);
    case 'superior':
      return actor.kind === 'staff' && SUPERIORS.includes(actor.role) && (p?.notes.superior ?? actor.org) === actor.org;
  }
}

const applicantSide = (p: Proceeding | null): 'worker' | 'employer' => (p?.applicant ? sideOf(p.applicant) : 'worker');
const heldBy = (p: Proceeding | null, actor: { readonly org: string }): boolean =>
  p?.body == null || p.body === actor.org;
const isPartyOf = (c: Case, party: PartyId): boolean => c.parties.some((x) => x.id === party && x.leftOn === null);
