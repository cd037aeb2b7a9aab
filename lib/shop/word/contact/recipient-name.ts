import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import type { Shop } from "@/lib/shop/shop";
import type { Medium } from "../outbox/word-event";

/**
 * A name for whoever reads mails at an address, or SMS at a number: the same for the same one, however it is spelled, and without the shop's
 * sealing secret nobody can say whose it is, also by trying all phone numbers. Another secret gives other names.
 */
export function recipientName({ sealing: [secret] }: Pick<Shop, "sealing">, medium: Medium, to: string): string {
  if (secret === undefined) throw new Error("There is no secret to name recipients with.");
  const key = Buffer.from(hkdfSync("sha256", secret, "", "xiaopu recipients of words, v1", 32));
  return createHmac("sha256", key).update(`${medium} ${to.toLowerCase()}`).digest("base64url").slice(0, 22);
}
