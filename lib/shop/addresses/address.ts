/** The noun: where a parcel goes, and to whom. Pure, so that components may import it. */
import type { Area } from "./area";

export type Address = Area & { name: string; phone: string; detail: string };

/** One of a browser's address book. */
export type SavedAddress = Address & { id: string; isDefault: boolean };

/** So many a browser may keep: a stranger's browser costs little, and nobody looks through more. */
export const MOST_ADDRESSES = 20;
