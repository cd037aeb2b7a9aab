/** The noun: a link with which somebody gets a login of the back office. Pure. */

/** How long it waits to be opened, in ms. */
export const INVITATION_MS = 72 * 3600_000;
export const MAX_MEMBER_NAME = 20;
/** Who acts in the trail and in the orders' timelines besides people with a name: those, and nobody who is invited. */
const RESERVED_NAMES = ["店主", "系统", "买家", "支付宝"];
/** A small shop has no more people, and no more open links. */
export const MOST_MEMBERS = 50;
export const MOST_INVITATIONS = 20;

/** Those that can still be used at this moment. */
export function openAt(now: Date) {
  return { usedAt: null, revokedAt: null, expiresAt: { gt: now } };
}

/** What of a name the eye tells apart: without spaces, signs, and letters that are not drawn. */
export function seenName(name: string): string {
  return name.replace(/[\s\p{P}\p{S}\p{Default_Ignorable_Code_Point}]/gu, "") || name;
}

/** Whether the trail would read as if somebody else had acted. */
export function isReservedName(name: string): boolean {
  return RESERVED_NAMES.includes(seenName(name));
}
