/** The noun: who runs the shop. Pure. */

export type Owner = { id: number; login: string };

export const MIN_PASSWORD_LENGTH = 10;
/** Long enough for any pass phrase, short enough that hashing it costs nothing extra. */
export const MAX_PASSWORD_LENGTH = 200;
