// Orders through the shop's own checkout, many at once, each from a phone of its own.
import { randomBytes } from "node:crypto";
import { FORM_HEADERS, multipart, PHONE, RECEIVER } from "../../bench/orders";
import type { Chance } from "../trials/chance";
import { fieldsOf, Phone } from "../trials/phone";
import { stockGoods } from "../trials/stock-goods";
import type { Town } from "../trials/town";
import { post, type Sent } from "./post";

export type Placed = { orderId: string; no: string; outTradeNo: string; address: string; cookie: string };

/** `items`: what each order is of, as the form's own field says it; the goods must be there. */
type Wanted = { count: number; chance: Chance; variantId?: number; atOnce?: number; items?: (number: number) => string };

/** Sends the checkout's form so many times; what was answered, in no order. */
export async function sendForms(
  town: Town,
  { count, chance, variantId, atOnce = 200, items }: Wanted & { variantId: number },
): Promise<{ key: string; address: string; sent: Sent }[]> {
  const path = `/checkout?buy=${variantId}x1`;
  const hidden = fieldsOf((await new Phone(town.shopUrl, "10.1.1.1").get(path)).text, "idempotencyKey");
  if (!hidden) throw new Error("The shop shows no checkout.");
  const answers: { key: string; address: string; sent: Sent }[] = [];
  let next = 0;
  const line = async () => {
    for (let number = next++; number < count; number = next++) {
      const key = randomBytes(32).toString("base64url");
      const address = `10.${number >> 12}.${(number >> 4) & 255}.${chance.below(250)}`;
      const headers = { ...FORM_HEADERS, "user-agent": PHONE, "x-forwarded-for": address, origin: town.shopUrl };
      const fields = { ...hidden, ...RECEIVER, idempotencyKey: key, ...(items && { items: items(number) }) };
      answers.push({ key, address, sent: await post(`${town.shopUrl}${path}`, { headers, body: multipart(fields) }) });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, line));
  return answers;
}

/** Places so many orders of plenty of goods and goes on to the cashier with each. */
export async function placeOrders(town: Town, { count, chance, atOnce = 8 }: Wanted): Promise<Placed[]> {
  const { id } = await stockGoods(town, { stock: 1_000_000 });
  const answers = await sendForms(town, { count, chance, variantId: id, atOnce });
  const wrong = answers.find(({ sent }) => sent.status !== 303);
  if (wrong) throw new Error(`An order was answered ${wrong.sent.status}: ${wrong.sent.text.slice(0, 200)}`);
  const cashier = new Phone(town.emulatorUrl, "10.1.1.1");
  for (const { sent } of answers) if (sent.location?.startsWith(town.emulatorUrl)) await cashier.get(sent.location);
  const rows = await town.query<Omit<Placed, "address" | "cookie"> & { key: string }>(
    `SELECT o.id AS "orderId", o.no, o.idempotency_key AS key, a.out_trade_no AS "outTradeNo"
    FROM orders o JOIN payment_attempts a ON a.order_id = o.id WHERE o.idempotency_key = ANY($1)`,
    [answers.map(({ key }) => key)],
  );
  const phones = new Map(answers.map(({ key, address, sent }) => [key, { address, cookie: sent.cookie }]));
  return rows.map(({ key, ...order }) => ({ ...order, ...(phones.get(key) ?? { address: "", cookie: "" }) }));
}
