import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";

/** With whom and under which number a parcel travels; no number where goods go without one. */
export type SentParcel = { courier: string; trackingNo: string };

/** The columns of an order that say with which parcels it was sent. */
export const PARCELS_SELECT = {
  parcels: { select: { courier: true, trackingNo: true }, orderBy: { id: "asc" } },
} as const satisfies Prisma.OrderSelect;

/** The parcels of an order, none while it was not sent. Pure. */
export function parcelsOf({ parcels }: Row<"order", typeof PARCELS_SELECT>): SentParcel[] {
  return parcels.map(({ courier, trackingNo }) => ({ courier, trackingNo: trackingNo ?? "" }));
}

/** Whether both are the same parcel: by the number, or by the way where there is none. */
export function isSameParcel(one: SentParcel, other: SentParcel): boolean {
  return one.trackingNo === other.trackingNo && (one.trackingNo !== "" || one.courier === other.courier);
}
