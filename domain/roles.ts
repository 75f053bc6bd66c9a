// The offices that people hold in organisations. A role is always held at one organisation of the tree.
import type { Bilingual } from './rulebook/clock-rule.ts';

/** Staff roles with their names. Separation: handler, approver, supervisor, auditor and administrators are apart. */
export const STAFF_ROLES = {
  registrar: { zh: '登记员', en: 'registrar' },
  mediator: { zh: '调解员', en: 'mediator' },
  'station-head': { zh: '站长', en: 'head of the mediation body' },
  'arbitration-secretary': { zh: '仲裁秘书', en: 'arbitration secretary' },
  arbitrator: { zh: '仲裁员', en: 'arbitrator' },
  'commission-director': { zh: '仲裁委员会主任', en: 'director of the arbitration commission' },
  'petition-officer': { zh: '信访干部', en: 'petition officer' },
  'authority-head': { zh: '机关负责人', en: 'head of the authority' },
  'division-head': { zh: '业务科室负责人', en: 'head of the bureau division' },
  'deputy-director': { zh: '分管副局长', en: 'deputy director' },
  'duty-officer': { zh: '值班负责人', en: 'duty officer' },
  supervisor: { zh: '督办员', en: 'supervisor' },
  auditor: { zh: '审计员', en: 'auditor' },
  admin: { zh: '系统管理员', en: 'administrator' },
} as const satisfies Record<string, Bilingual>;

export type StaffRole = keyof typeof STAFF_ROLES;

export const isStaffRole = (text: string): text is StaffRole => Object.hasOwn(STAFF_ROLES, text);
