import "server-only";
import { hashToken } from "@/lib/server/token";
import type { Address } from "./address";

/** The same for the same address, so that a book has it once (migration 20261129130000 makes it in SQL). */
export function addressDigest({ name, phone, province, city, district, detail }: Address): string {
  return hashToken([name, phone, province, city, district, detail].join("\u001f"));
}
