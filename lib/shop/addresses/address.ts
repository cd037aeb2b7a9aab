/** The noun: where a parcel goes, and to whom. Pure, so that components may import it. */
import type { Area } from "./area";

export type Address = Area & { name: string; phone: string; detail: string };
