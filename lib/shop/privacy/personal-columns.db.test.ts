import { expect, test } from "vitest";
import { Prisma } from "@/lib/server/prisma/client";
import { rememberAddress } from "@/lib/shop/addresses/remembered-address";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { noteVisit } from "@/lib/shop/orders/open-by-link";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aWish } from "@/test/owner-wish";
import { aPaidOrderHere } from "@/test/paid-here";
import { ADDRESS, type TestShop, testShop } from "@/test/test-shop";
import { eraseBuyerData } from "./buyer-data";

/*
 * Each column that may hold somebody's words, and what becomes of it when a buyer's data is erased. A column that is new is in none of
 * the lists: who adds it says here whether a buyer may stand in it.
 */

/** Nothing of a buyer ever stands there. */
const OF_NO_BUYER = {
  "goods and how they are sold": [
    ...["categories", "products", "product_options", "option_values", "variants", "removed_pictures", "uploads", "unnamed_pictures"],
    ...["freight_templates", "freight_settings", "promotions", "price_changes", "stock_movements", "search_synonyms"],
  ],
  "files of goods": ["product_imports", "product_import_items"],
  "the shop, its contract and its alerts, which name rows by number": [
    ...["shop_profile", "shop_opening", "contract_standings", "gateway_silences", "alert_channels", "alerts", "word_channels", "settings"],
  ],
  "who works in the back office": [
    ...["owners", "staff_invitations", "owner_sessions", "owner_devices", "owner_passkeys", "owner_recovery_codes", "pending_logins"],
  ],
  "numbers, sums and states of the books": ["ledger_transfers", "day_reports", "report_lines", "bill_lines", "reported_refunds"],
  "a network for at most an hour": ["rate_limits"],
};

/** Empty, or gone with its row, once the order's buyer is erased. */
const ERASED = [
  ...["orders.access_token", "orders.note", "orders.owner_note", "orders.receiver_name", "orders.receiver_phone"],
  ...["orders.province", "orders.city", "orders.district", "orders.address_detail"],
  ...["buyers.address", "payments.buyer_logon", "refunds.note", "refund_wishes.reason", "order_changes.reason"],
  ...["order_contacts.email", "order_contacts.language", "buyer_words.sent_to"],
  ...["refund_pictures.small", "refund_pictures.large", "notify_deliveries.body"],
  ...["buyer_addresses.name", "buyer_addresses.phone", "buyer_addresses.province", "buyer_addresses.city", "buyer_addresses.district"],
  ...["buyer_addresses.detail", "buyer_addresses.digest"],
  ...["shipment_file_rows.cells", "shipment_file_rows.courier", "shipment_file_rows.tracking_no"],
  ...["shipment_file_rows.state", "shipment_file_rows.problem", "shipment_file_rows.outcome"],
];

/** Kept, and why. */
const KEPT = {
  "numbers by which the books are found": [
    ...["orders.no", "payment_attempts.out_trade_no", "payment_attempts.trade_no", "payments.trade_no", "payments.out_trade_no"],
    ...["refunds.out_request_no", "notify_deliveries.out_trade_no", "notify_deliveries.trade_no", "notify_deliveries.notify_id"],
    ...["discrepancies.out_trade_no", "discrepancies.trade_no", "discrepancies.dedupe_key"],
  ],
  "random, or a digest: it says that something is the same, and not what": [
    ...["orders.idempotency_key", "order_changes.key", "order_changes.contents", "refund_wishes.key", "buyers.token_hash"],
    ...["notify_deliveries.body_hash"],
  ],
  "what was sold, for how much, and by which offer": [
    ...["order_lines.product_slug", "order_lines.title", "order_lines.variant_name", "order_lines.image", "orders.freight"],
    ...["order_changes.terms", "order_discounts.kind", "order_discounts.name", "order_discounts.code", "payment_attempts.subject"],
  ],
  "that goods were sent: a number, which its courier forgets": ["parcels.courier", "parcels.tracking_no"],
  "how things stand, in words of the shop's": [
    ...["orders.close_reason", "orders.close_wanted", "order_changes.state", "order_events.kind", "order_events.actor"],
    ...["payment_attempts.contract", "payment_attempts.screen", "payment_attempts.last_answer", "payments.contract"],
    ...["payments.disposition", "payments.source", "refunds.requested_by", "refunds.advice", "refunds.last_answer"],
    ...["refunds.confirm_url", "refunds.card_outcome", "refund_wishes.deed", "notify_deliveries.protocol"],
    ...["notify_deliveries.content_type", "notify_deliveries.trade_status", "notify_deliveries.verdict", "notify_deliveries.reason"],
    ...["notify_deliveries.answer", "discrepancies.kind", "discrepancies.detail", "discrepancies.resolved_as"],
  ],
  "that something was told, and of what; to whom is erased": [
    ...["buyer_words.medium", "buyer_words.event", "buyer_words.subject", "buyer_words.status", "buyer_words.problem"],
  ],
  "of Alipay's servers": ["notify_deliveries.remote_ip"],
  "who of the back office did it": ["order_changes.owner", "refunds.owner", "refund_wishes.owner", "shipment_files.by"],
  "proof of where money went, in the words of who looked at Alipay": ["refunds.end_note", "discrepancies.resolution"],
  "of a buyer's request it is erased; an owner's is part of the request that a retry repeats": ["refunds.reason"],
  "its personal words are taken out, the line stays": ["order_events.detail"],
  "a trigger forgets it when the order is paid or closed": ["orders.network"],
  "gone when the order is paid, closed or changed: a change that has ended has none, by a CHECK": ["order_changes.receiver"],
  "the trail of the back office, which nobody changes, tells of a buyer by an order's number": [
    ...["kind", "login", "name", "via", "ip", "user_agent", "subject", "subject_name", "before", "after"].map(
      (name) => `audit_entries.${name}`,
    ),
  ],
};

const MARK = "wordsofabuyer";

async function wordColumns({ db }: TestShop): Promise<{ column: string; type: string }[]> {
  return db.$queryRaw`
    SELECT c.table_name || '.' || c.column_name AS column, c.data_type AS type FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
      AND c.data_type IN ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY') ORDER BY 1`;
}

test("of each column that may hold a buyer's words somebody has said what becomes of it", async () => {
  const shop = await testShop();
  const tables = Object.values(OF_NO_BUYER).flat();
  const said = [...ERASED, ...Object.values(KEPT).flat()];
  const asked = (await wordColumns(shop)).map(({ column }) => column).filter((column) => !tables.includes(column.split(".")[0] ?? ""));
  expect(asked).toEqual([...said].sort());
  expect(new Set(said).size).toBe(said.length);
});

/** An order at its end that has been through everything at which somebody writes something. */
async function lived(shop: TestShop) {
  const order = await aPaidOrderHere(shop);
  const { db } = shop;
  await rememberAddress(db, order.buyerId, ADDRESS);
  const at = shop.now();
  await db.buyerAddress.create({
    data: { buyerId: order.buyerId, ...ADDRESS, digest: "d", createdAt: at, usedAt: at },
  });
  const visitor = await db.buyer.create({ data: { tokenHash: "0".repeat(64) } });
  await noteVisit(shop, { orderId: order.orderId, ownerId: order.buyerId, buyerId: visitor.id });
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.orderId);
  await refundOrder(shop, { orderId: order.orderId, amountFen: 1, reason: MARK, wish: aWish() });
  const refund = await db.refund.findFirstOrThrow();
  await db.refundPicture.create({
    data: { id: crypto.randomUUID(), refundId: refund.id, small: Buffer.from(MARK), large: Buffer.from(MARK), bytes: 2, createdAt: at },
  });
  const ended = {
    state: "applied",
    fromTotalFen: 1,
    totalFen: 1,
    terms: { lines: [], shipping: { fromFen: 0, toFen: 0 }, total: { fromFen: 1, toFen: 1 } },
    moves: false,
    owner: "o",
    createdAt: at,
    endsAt: at,
    endedAt: at,
  };
  await db.orderChange.create({ data: { id: crypto.randomUUID(), orderId: order.orderId, key: "k", contents: "c", ...ended } });
  await db.orderContact.create({ data: { orderId: order.orderId, email: `${MARK}@example.com`, language: "en", createdAt: at } });
  const told = { event: "paid", subject: order.orderId, medium: "email", status: "sent", sentTo: MARK };
  await db.buyerWord.create({ data: { orderId: order.orderId, ...told, createdAt: at, waitingSince: at, endedAt: at } });
  const row = { position: 1, cells: [MARK], orderId: order.orderId, courier: MARK, trackingNo: MARK, isFurther: false, isGuessed: false };
  await db.shipmentFile.create({
    data: { ownerId: 1, by: {}, createdAt: at, expiresAt: at, rows: { create: { ...row, state: "ready" } } },
  });
  return order;
}

/** Writes the mark into a column of all rows, whatever guards it. */
async function mark({ db }: TestShop, column: string, type: string): Promise<number> {
  const [table, name] = column.split(".").map((part) => Prisma.raw(`"${part}"`));
  const value = { bytea: Prisma.sql`${Buffer.from(MARK)}`, ARRAY: Prisma.sql`ARRAY[${MARK}]`, jsonb: Prisma.sql`to_jsonb(${MARK}::text)` };
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    return tx.$executeRaw`UPDATE ${table} SET ${name} = ${value[type as keyof typeof value] ?? Prisma.sql`${MARK}`}`;
  });
}

test("what is said to be erased is erased, whatever stood in it", async () => {
  const shop = await testShop();
  await lived(shop);
  const types = new Map((await wordColumns(shop)).map(({ column, type }) => [column, type]));
  // By the number everything is found; a contact is only what an address and a language may be, and has the mark in its address.
  for (const column of ERASED.filter((one) => !/phone$|^buyers\.address$|^order_contacts\./.test(one)))
    expect(await mark(shop, column, types.get(column) ?? ""), column).toBeGreaterThan(0);
  await shop.db.$executeRaw`UPDATE order_events SET detail = '{"note":"wordsofabuyer","receiver":"wordsofabuyer"}' WHERE kind = 'placed'`;
  await eraseBuyerData(shop, ADDRESS.phone);
  for (const column of [...ERASED, "order_events.detail"]) {
    const [table, name] = column.split(".").map((part) => Prisma.raw(`"${part}"`));
    const left = await shop.db.$queryRaw<{ text: string | null }[]>`SELECT to_jsonb(${name})::text AS text FROM ${table}`;
    const hex = Buffer.from(MARK).toString("hex");
    for (const { text } of left)
      for (const words of [MARK, hex, ADDRESS.phone, ADDRESS.name]) expect(text ?? "", column).not.toContain(words);
  }
});
