import "server-only";
import { WITHOUT_NUMBER } from "@/lib/shop/parcels/couriers";
import type { Shop } from "@/lib/shop/shop";

/** The courier of the parcel that was sent last with one, to begin the next one with; null before the first. */
export async function readLastCourier({ db }: Shop): Promise<string | null> {
  const last = await db.parcel.findFirst({
    where: { courier: { notIn: [...WITHOUT_NUMBER] } },
    orderBy: { id: "desc" },
    select: { courier: true },
  });
  return last?.courier ?? null;
}
