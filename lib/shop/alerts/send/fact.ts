import type { AlertEvent } from "../outbox/alert-event";

/**
 * What an alert says, read when it is sent. Nothing of a buyer: no name, no phone, no address, no words, since groups and mailboxes
 * are read by more people than the back office. Amounts in fen.
 */
export type Fact = {
  /** The alert's own number: the same for each time it is sent. */
  id: string;
  event: AlertEvent | "test";
  /** Comes first: an order's number, goods, a contract. */
  head: string;
  orderNo: string | null;
  amountFen: number | null;
  goods: { name: string; quantity: number }[];
  /** A further word: a discrepancy's kind, how many pieces are left. */
  note: string;
  /** Where the owner sees to it, below the shop's address. */
  path: string;
  at: Date;
};

/** What is sent at once: one fact, or several that waited. Never empty. */
export type Message = { shopName: string; shopUrl: string; facts: [Fact, ...Fact[]] };
