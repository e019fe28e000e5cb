/**
 * Who calls, and what each role may do (CONTRACT section 2).
 * It must never make an exception for a named member.
 */
import { Fault } from '../errors.js';

export const ROLES = ['terminal', 'ncb', 'reviewer', 'supervisor', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The roles of a member's own callers; every other role belongs to the General Secretariat. */
export const MEMBER_ROLES: readonly Role[] = ['terminal', 'ncb'];

export interface Caller {
  readonly credentialId: string;
  /** A member's alpha-3 code, or `XPO`. */
  readonly member: string;
  readonly role: Role;
  readonly agency: string | null;
}

/** What a call needs; every route names exactly one. */
export const PERMISSIONS = {
  check: ['terminal', 'ncb'],
  /** Opens a stream; what is asked on it needs its own permission. */
  stream: ['terminal', 'ncb', 'reviewer'],
  push: ['ncb'],
  readRecords: ['ncb', 'reviewer'],
  readMembers: ROLES,
  setDefaults: ['ncb', 'reviewer'],
  setConnection: ['ncb'],
  credentials: ['ncb', 'operator'],
  statistics: ['ncb', 'reviewer', 'supervisor', 'auditor', 'operator'],
  measures: ['supervisor'],
  readMeasures: ['ncb', 'reviewer', 'supervisor', 'auditor', 'operator'],
  reviews: ['reviewer'],
  answerReview: ['ncb'],
  referrals: ['reviewer'],
  inbox: ['ncb', 'reviewer'],
  protections: ['ncb'],
  audit: ['auditor'],
  operate: ['operator'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/**
 * Who a credential belongs to as of now, and that it may still do what it was let in for. Throws `unauthenticated`
 * or `forbidden` where it may not, `index_unavailable` while nobody can say.
 */
export type CallerNow = () => Caller;

/** Whether a judgement says that a credential holds no longer; any other fault leaves that open. */
export const holdsNoLonger = ({ code }: Fault): boolean =>
  code === 'unauthenticated' || code === 'forbidden';

/** Throws `forbidden` unless the caller's role may. */
export function authorise(caller: Caller, permission: Permission): void {
  const roles: readonly Role[] = PERMISSIONS[permission];
  if (roles.includes(caller.role)) return;
  throw new Fault('forbidden', `The role ${caller.role} may not do that.`);
}
