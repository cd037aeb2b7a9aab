import type { WordLanguage } from "../contact/contact";
import type { WordEvent } from "../outbox/word-event";

/**
 * What a word to a buyer says, read when it is sent: no name, no phone, no address. Amounts in fen. The link opens the order, so it stands in
 * mails to the buyer's own address alone (docs/decisions/0029).
 */
export type WordFact = {
  /** The word's own number: the same for each time it is sent. */
  id: string;
  language: WordLanguage;
  shopName: string;
  shopUrl: string;
  orderNo: string;
  link: string;
} & (
  | { event: "paid"; totalFen: number; goods: Goods[] }
  | { event: "shipped"; courier: string; trackingNo: string | null; goods: Goods[] }
  | { event: "refunded"; amountFen: number }
);
/** `goods` of a parcel are empty where it does not list what is in it. */
export type Goods = { name: string; quantity: number };

/** What the owner tries a way out with, for each event; it tells of no order that there is. */
export function sampleFact(event: WordEvent, { shopName, shopUrl }: Pick<WordFact, "shopName" | "shopUrl">): WordFact {
  const order = { id: "test", language: "zh-CN" as const, shopName, shopUrl, orderNo: "200001010000000000", link: `${shopUrl}/orders` };
  if (event === "paid") return { ...order, event, totalFen: 1, goods: [] };
  if (event === "refunded") return { ...order, event, amountFen: 1 };
  return { ...order, event, courier: "顺丰速运", trackingNo: "SF0000000000000", goods: [] };
}
