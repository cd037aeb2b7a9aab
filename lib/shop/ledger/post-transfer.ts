import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Account } from "./transfer";
import { accountOf } from "./transfer";

type OfPayment = { paymentId: bigint; amountFen: number; at: Date };
type OfRefund = OfPayment & { disposition: string; refundNo: string };

/*
 * The only writers of the ledger. Each is called in the transaction of what it books, by whoever changes the counters of a
 * payment; a transfer debits one account and credits another by the same sum, so that it balances by its form.
 */

/** Money came. */
export async function postPayment(tx: Tx, { disposition, ...of }: OfPayment & { disposition: string }): Promise<void> {
  await post(tx, { ...of, cause: "payment", debit: "gateway", credit: accountOf({ disposition }) });
}

/** The same as a piece of SQL, for the statement that books a payment: one transfer for each row (id, amount_fen) of `booked`. */
export function paymentTransfers(booked: Prisma.Sql, credit: "settled" | "held", at: Date): Prisma.Sql {
  return Prisma.sql`INSERT INTO ledger_transfers (debit, credit, amount_fen, cause, payment_id, created_at)
    SELECT 'gateway', ${credit}, amount_fen, 'payment', id, ${at} FROM (${booked}) AS booked (id, amount_fen)`;
}

/** A refund is written down: so much of the payment is promised to it. */
export async function postPromise(tx: Tx, { disposition, ...of }: OfRefund): Promise<void> {
  await post(tx, { ...of, cause: "promise", debit: accountOf({ disposition }), credit: "promised" });
}

/** A refund has failed: its sum is the payment's again. */
export async function postRelease(tx: Tx, { disposition, ...of }: OfRefund): Promise<void> {
  await post(tx, { ...of, cause: "release", debit: "promised", credit: accountOf({ disposition }) });
}

/** A refund is done: the money has left Alipay's account of ours. */
export async function postRefund(tx: Tx, of: OfPayment & { refundNo: string }): Promise<void> {
  await post(tx, { ...of, cause: "refund", debit: "promised", credit: "gateway" });
}

type Row = OfPayment & { cause: "payment" | "promise" | "release" | "refund"; debit: Account; credit: Account; refundNo?: string };

async function post(tx: Tx, { at, ...row }: Row): Promise<void> {
  await tx.ledgerTransfer.create({ data: { ...row, createdAt: at } });
}
