/** The noun: who runs the shop. Pure. */

export type Owner = { id: number; login: string };

export const MIN_PASSWORD_LENGTH = 10;
/** Long enough for any pass phrase, short enough that hashing it costs nothing extra. */
export const MAX_PASSWORD_LENGTH = 200;
/** What a browser hands on of a passkey, as JSON, has some hundred characters. */
export const MAX_PASSKEY_ANSWER = 8192;

/** Whose request it is: their browser's address and what it calls itself. */
export type Visitor = { ip: string; userAgent: string };
