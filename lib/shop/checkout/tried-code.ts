import "server-only";
import { seal, unseal } from "@/lib/server/sealed";
import type { Shop } from "@/lib/shop/shop";

const place = (buyerId: string) => `coupon of ${buyerId}`;

/** A code that this browser has tried and can use, as its cookie keeps it: nobody makes one without trying the code. */
export function sealTriedCode({ sealing }: Pick<Shop, "sealing">, buyerId: string, code: string): string {
  return seal(code, place(buyerId), sealing);
}

/** The code in such a cookie; null for one that was written by hand, or for another browser: codes are not guessed by cookies. */
export function openTriedCode({ sealing }: Pick<Shop, "sealing">, buyerId: string, kept: string): string | null {
  return unseal(kept, place(buyerId), sealing);
}
