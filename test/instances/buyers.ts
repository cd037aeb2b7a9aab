import { expect } from "vitest";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { receiveReturn } from "@/lib/shop/payments/receive-return";
import { startBegun, startPayment } from "@/lib/shop/payments/start-payment";
import { visitCashier } from "../simulation";
import { COUPON } from "../street/coupon";
import { CUP_FEN, freightOf, PLACES, TEA_FEN } from "../street/goods";
import { ADDRESS } from "../test-shop";
import { type Form, type Page, sumOf } from "./notes";
import { ask, type World } from "./world";

/** What buyers do: order, look at the order's page, press the button, pay. */

export type Basket = { buyer: number; tea: number; cups: number; place: number; withCoupon: boolean };

/** Somebody fills a form in, as the shop shows it now. */
export function writeForm({ notes: { forms }, buyers, rules }: World, { buyer, place, withCoupon, ...basket }: Basket): Form {
  const pieces = { tea: basket.tea, cups: basket.tea + basket.cups === 0 ? 1 : basket.cups };
  const freightFen = freightOf(rules, pieces, (PLACES[place] ?? PLACES[0]).province) ?? 0;
  const shown = { ...pieces, place, withCoupon, freightFen };
  const form = { ...shown, key: `form-${forms.length}`.padEnd(43, "k"), buyerId: buyers[buyer] ?? "", orderId: null };
  const written = { ...form, sees: formAsSeen(shown), pressedFen: new Set<number>() };
  forms.push(written);
  return written;
}

/** A buyer sends the form, and goes on to the cashier if there is an answer. */
export async function send(world: World, form: Form, at: number): Promise<void> {
  const { goods } = world;
  const { key, buyerId, tea, cups, place, withCoupon, freightFen } = form;
  const items = [
    { variantId: goods.tea, quantity: tea, expectedPriceFen: TEA_FEN },
    { variantId: goods.cup, quantity: cups, expectedPriceFen: CUP_FEN },
  ].filter(({ quantity }) => quantity > 0);
  form.pressedFen.add(sumOf(form));
  await ask(world, at, `order ${key.slice(0, 6).replace(/k+$/, "")}`, async (shop) => {
    const sent = await checkOut(shop, buyerId, {
      ...{ idempotencyKey: key, expectedShippingFen: freightFen, note: "", fromCart: false, toCashier: true, items },
      ...(withCoupon && { couponCode: COUPON.code, expectedDiscountFen: COUPON.offFen }),
      address: { ...ADDRESS, ...(PLACES[place] ?? PLACES[0]) },
    });
    if (!sent.ok) return;
    if (form.orderId !== sent.orderId) Object.assign(form, { orderId: sent.orderId, sees: formAsSeen(form) });
    if (!sent.begun) return;
    const started = await startBegun(shop, { orderId: sent.orderId, no: sent.no }, sent.begun);
    if (started.ok) checkCashier(started.redirectUrl, sumOf(form));
  });
}

export type Press = { at: number; which: number /** Reads the order's page anew before pressing. */; looks: boolean };

/** A buyer presses the button of the page as it was seen last, and is handed where it leads. */
export async function press(world: World, form: Form, orderId: string, { at, looks }: Press): Promise<string | null> {
  if (looks) form.sees = (await readPage(world, orderId)) ?? form.sees;
  const { totalFen, termChanges } = form.sees;
  form.pressedFen.add(totalFen);
  const seen = { seenFen: totalFen, seenTerms: termChanges };
  const started = await ask(world, at, `goes to pay ${totalFen}`, (shop) => startPayment(shop, orderId, seen));
  if (!started?.ok) {
    if (started?.reason === "sum_changed") form.sees = { ...form.sees, totalFen: started.toFen };
    return null;
  }
  checkCashier(started.redirectUrl, totalFen);
  // Nobody has done a step since the shop looked for the last time.
  expect((await readPage(world, orderId))?.address, "where the order goes, and what stood beside the button").toBe(form.sees.address);
  return started.redirectUrl;
}

async function readPage({ scheduler, simulation: { shop } }: World, orderId: string): Promise<Page | null> {
  const select = { totalFen: true, termChanges: true, receiverPhone: true, province: true, addressDetail: true } as const;
  const order = await scheduler.meanwhile(shop.db.order.findUnique({ where: { id: orderId }, select }));
  return order && { ...order, address: `${order.receiverPhone} ${order.province} ${order.addressDetail}` };
}

function formAsSeen(form: Pick<Form, "tea" | "cups" | "place" | "withCoupon" | "freightFen">): Page {
  return { totalFen: sumOf(form), termChanges: 0, address: addressOf(form) };
}

function addressOf({ place }: Pick<Form, "place">): string {
  return `${ADDRESS.phone} ${(PLACES[place] ?? PLACES[0]).province} ${ADDRESS.detail}`;
}

/** Where a buyer is sent asks for the sum that was pressed. The token protocol's address names none: the oracle reads Alipay's books. */
function checkCashier(redirectUrl: string, pressedFen: number): void {
  const contents = new URL(redirectUrl).searchParams.get("biz_content");
  if (contents === null) return;
  const { total_amount } = JSON.parse(contents) as { total_amount: string };
  expect(Number(total_amount.replace(".", "")), "what the cashier asks for, and what stood beside the button").toBe(pressedFen);
}

export async function payAndComeBack(world: World, form: Form, orderId: string, pressed: Press): Promise<void> {
  const redirectUrl = await press(world, form, orderId, pressed);
  const search = redirectUrl && (await visitCashier(world.simulation, redirectUrl, { pay: true }).catch(() => null));
  if (search) await ask(world, pressed.at, "comes back", (shop) => receiveReturn(shop, search, form.buyerId));
}

/**
 * Pays whatever was begun, old sums first. What cannot be paid (never started, closed, paid already) is refused by the emulator, as
 * by Alipay.
 */
export async function pay({ simulation: { shop, control }, scheduler }: World, orderId: string): Promise<void> {
  await scheduler.turn("a buyer pays");
  const orderBy = [{ createdAt: "asc" }, { outTradeNo: "asc" }] as const;
  const attempts = await scheduler.meanwhile(shop.db.paymentAttempt.findMany({ where: { orderId }, orderBy: [...orderBy] }));
  for (const { outTradeNo } of attempts) await control("POST", `/control/trades/${outTradeNo}/pay`, {}).catch(() => {});
}
