/** The noun: a link with which somebody gets a login of the back office. Pure. */

/** How long it waits to be opened, in ms. */
export const INVITATION_MS = 72 * 3600_000;
export const MAX_MEMBER_NAME = 20;
/** A small shop has no more people, and no more open links. */
export const MOST_MEMBERS = 50;
export const MOST_INVITATIONS = 20;

/** Those that can still be used at this moment. */
export function openAt(now: Date) {
  return { usedAt: null, revokedAt: null, expiresAt: { gt: now } };
}
