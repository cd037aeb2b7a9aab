import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Medium, WordEvent } from "./outbox/word-event";

/** Of a word to an order's buyer: no address. */
export type OrderWord = {
  id: bigint;
  medium: Medium;
  event: WordEvent;
  status: "waiting" | "sent" | "failed";
  problem: string | null;
  tries: number;
  createdAt: Date;
  endedAt: Date | null;
};

/** By which ways an order's buyer wants word, and what became of each, the oldest first. */
export async function listOrderWords({ db }: Pick<Shop, "db">, orderId: string): Promise<{ ways: Medium[]; words: OrderWord[] }> {
  const [contact, words] = await Promise.all([
    db.orderContact.findUnique({ where: { orderId }, select: { email: true, sms: true } }),
    db.buyerWord.findMany({
      where: { orderId },
      select: { id: true, medium: true, event: true, status: true, problem: true, tries: true, createdAt: true, endedAt: true },
      orderBy: { id: "asc" },
    }),
  ]);
  const ways: Medium[] = [...(contact?.email ? (["email"] as const) : []), ...(contact?.sms ? (["sms"] as const) : [])];
  return { ways, words: words as OrderWord[] };
}
