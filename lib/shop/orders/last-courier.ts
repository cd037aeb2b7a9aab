import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** The courier of the parcel that was sent last, to begin the next one with; null before the first. */
export async function readLastCourier({ db }: Shop): Promise<string | null> {
  const last = await db.parcel.findFirst({ orderBy: { id: "desc" }, select: { courier: true } });
  return last?.courier ?? null;
}
