"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { buyerToken, keepBuyer } from "@/app/current-buyer";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { networkKey } from "@/lib/server/address";
import { wordsFor } from "@/lib/server/result";
import { areaText } from "@/lib/shop/addresses/area";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { checkOutBy } from "@/lib/shop/checkout/check-out";
import { encodeShown, parseItems } from "@/lib/shop/checkout/quote";
import { sendToCashier } from "@/lib/shop/checkout/send-to-cashier";
import { inAHurry } from "@/lib/shop/gateway/guard-gateway";
import { normaliseCode } from "@/lib/shop/promotions/normalise-code";
import { addressFields, lineOf } from "../address-fields";
import { fillPasted } from "../fill-pasted";
import { markOwners } from "../mark-owners";
import { browserKind, payScreen } from "../orders/browser-kind";
import { linkHref, orderHref } from "../orders/order-href";
import { contactOf, wordFields } from "../word-offer";
import { answerText } from "./answer-text";
import { applyCoupon, MAX_TYPED_CODE, tryCoupon } from "./apply-coupon";
import { keepCoupon } from "./coupon-cookie";
import { fillSaved } from "./fill-saved";

/** Room for more lines than a cart has (parseItems). */
const MAX_ITEMS = 4_000;

/** Looked up when it is said, in whose language it is. */
const STALE = { error: () => answerText.stale };

const checkoutForm = z.strictObject({
  ...addressFields,
  idempotencyKey: z.string().regex(/^[\w-]{43}$/, STALE),
  items: z
    .string()
    .max(MAX_ITEMS, STALE)
    .transform((value, context) => {
      const items = parseItems(value);
      if (items) return items;
      context.addIssue(answerText.stale);
      return z.NEVER;
    }),
  /** The freight that was shown, in fen: empty where the form could not know it, and unset in a form from before there was any. */
  shipping: z
    .string()
    .regex(/^\d{0,9}$/, STALE)
    .transform((fen) => (fen === "" ? undefined : Number(fen)))
    .optional(),
  /** What was shown to come off, in fen, and with which code; unset in a form from before there were any. */
  discount: z
    .string()
    .regex(/^\d{1,9}$/, STALE)
    .transform(Number)
    .optional(),
  coupon: z
    .string()
    .max(MAX_TYPED_CODE, STALE)
    .transform((code) => normaliseCode(code) ?? undefined)
    .optional(),
  /** What was typed and not tried. */
  code: z.string().max(MAX_TYPED_CODE, STALE).optional(),
  /** Empty when the goods come from the cart. */
  buy: z.string().max(20),
  note: lineOf({ max: 50, tooLong: () => answerText.noteTooLong }),
  /** Was typed into the box of 智能识别 and not taken apart; unset in a form from before there was one. */
  paste: z.string().max(MAX_ITEMS).optional(),
  ...wordFields,
});

/** What is refused for the sake of unpaid orders: the way to them is shown beside the words. */
const UNPAID: ReadonlySet<string> = new Set(["unpaid_orders", "held_too_much", "network_full"]);

/** The checkout's form: 提交订单, or one of the buttons that fill its address in or try a code. */
export async function submitOrder(previous: FormState, form: FormData): Promise<FormState> {
  if (form instanceof FormData && form.has("split")) return fillPasted(previous, form);
  if (form instanceof FormData && form.has("use")) return fillSaved(previous, form);
  if (form instanceof FormData && form.has("intent")) return applyCoupon(previous, form);
  return placeFromForm(previous, form);
}

/**
 * 提交订单: one tap places the order and goes on to the cashier. Where Alipay cannot open, or does not answer, the order's
 * own page says how to go on; the order is safe by then.
 */
const placeFromForm = formAction(
  checkoutForm,
  async ({ idempotencyKey, items, shipping, discount, coupon, code, buy, note, region, paste: _paste, word, email, sms, ...receiver }) => {
    const since = Date.now();
    const shop = getShop();
    // What it takes off was not shown yet, so nothing is placed with it.
    if (code && code.trim() !== "" && normaliseCode(code) !== coupon) return tryCoupon(code, encodeShown(items));
    const address = { ...receiver, ...region };
    const network = networkKey(await clientIp());
    const userAgent = (await headers()).get("user-agent");
    const screen = payScreen(userAgent, shop.gateways.current);
    const shown = {
      ...(shipping !== undefined && { expectedShippingFen: shipping }),
      ...(discount !== undefined && { expectedDiscountFen: discount }),
      ...(coupon !== undefined && { couponCode: coupon }),
    };
    const draft = { idempotencyKey, items, ...shown, address, note, network };
    const contact = contactOf({ word, email, sms });
    const form = { ...draft, fromCart: buy === "", toCashier: screen !== null, ...(screen && { screen }), ...(contact && { contact }) };
    const placed = await checkOutBy(shop, { token: await buyerToken(), keep: keepBuyer }, form);
    // What was typed now is in no order: the page of the paid one says so.
    if (!placed.ok && placed.reason === "paid_before") redirect(orderHref(placed.no, { notice: "paid_before" }));
    // Its owner has changed the order of this form: its page shows what it costs now.
    if (!placed.ok && placed.reason === "order_changed") redirect(orderHref(placed.no, { notice: "order_changed" }));
    if (!placed.ok) {
      refresh(); // the form comes back with today's prices, stock, discounts and freight
      const isCoupon = placed.reason.startsWith("coupon_");
      if (isCoupon) await keepCoupon(null);
      const words = wordsFor(placed, answerText.refusals);
      const message = isCoupon ? answerText.couponGone(words) : words;
      // What was typed as a place is known by now: the form that comes back counts the freight to it, without JavaScript too.
      const values = { region: areaText(region) };
      return UNPAID.has(placed.reason)
        ? { ok: false, message, ...markOwners(message), values, link: { href: "/orders?tab=to_pay", words: answerText.unpaid } }
        : { ok: false, message, ...markOwners(message), values };
    }
    if (coupon !== undefined) await keepCoupon(null);
    // "Open in the browser" opens this same address, so it must be the link.
    if (browserKind(userAgent) === "in_app") redirect(linkHref(placed.no, placed.accessToken, { pay: "1" }));
    if (!screen) redirect(orderHref(placed.no));
    const started = await sendToCashier(inAHurry(shop), placed, since, screen);
    if (started.ok) redirect(started.redirectUrl as Route);
    const isOpen = started.reason === "unknown" || started.reason === "refused";
    redirect(orderHref(placed.no, isOpen ? { notice: "not_started" } : undefined));
  },
);
