import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import type { NewTerms } from "../order-change";
import type { ChangedReceiver } from "./read-changed";

/** What the owner wants, as it was judged. `receiver`: null where it stays. */
export type WantedChange = {
  orderId: string;
  key: string;
  /** A digest of what stood in the form. */
  contents: string;
  terms: NewTerms;
  receiver: ChangedReceiver | null;
  reason: string;
  owner: string;
};

/** Writes down what is wanted, before anything of it is done: it waits, and is looked at when `dueAt` comes. */
export async function keepChange(
  tx: Tx,
  change: WantedChange,
  { at, endsAt, dueAt }: Record<"at" | "endsAt" | "dueAt", Date>,
): Promise<string> {
  const { receiver, terms, ...wanted } = change;
  const id = randomUUID();
  await tx.orderChange.create({
    data: {
      ...{ id, ...wanted, state: "waiting", terms, fromTotalFen: terms.total.fromFen, totalFen: terms.total.toFen },
      ...(receiver && { receiver }),
      ...{ moves: receiver !== null, createdAt: at, endsAt, dueAt },
    },
    select: { id: true },
  });
  return id;
}
