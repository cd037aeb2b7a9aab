import { randomUUID } from "node:crypto";
import type { OwnerWish } from "@/lib/shop/refunds/requested/wish";

/** A form of its own, as an owner's page makes one. */
export function aWish(owner = "owner"): OwnerWish {
  return { key: randomUUID(), owner };
}
