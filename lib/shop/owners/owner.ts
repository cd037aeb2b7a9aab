import type { Role } from "./role";

/** The noun: whoever works in the back office. Pure. */

/** `name`: how the trail calls them; empty: 店主, who set the shop up. */
export type Owner = { id: number; login: string; name: string };
/** Somebody who is in, with what they may do (role.ts). */
export type Member = Owner & { role: Role };

/** What stands in the database of an `Owner`, and of a `Member`. */
export const OWNER_SELECT = { id: true, login: true, name: true } as const;
export const MEMBER_SELECT = { ...OWNER_SELECT, role: true } as const;

export const MIN_PASSWORD_LENGTH = 10;
/** Long enough for any pass phrase, short enough that hashing it costs nothing extra. */
export const MAX_PASSWORD_LENGTH = 200;
/** What a browser hands on of a passkey, as JSON, has some hundred characters. */
export const MAX_PASSKEY_ANSWER = 8192;

/** Whose request it is: their browser's address and what it calls itself. */
export type Visitor = { ip: string; userAgent: string };
