import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";

/** With whom and under which number a parcel travels. */
export type SentParcel = { courier: string; trackingNo: string };

/** The columns of an order that say with which parcels it was sent. */
export const PARCELS_SELECT = { courier: true, trackingNo: true } as const satisfies Prisma.OrderSelect;

/** The parcels of an order, none while it was not sent. Pure. */
export function parcelsOf({ courier, trackingNo }: Row<"order", typeof PARCELS_SELECT>): SentParcel[] {
  return courier === null && trackingNo === null ? [] : [{ courier: courier ?? "", trackingNo: trackingNo ?? "" }];
}
