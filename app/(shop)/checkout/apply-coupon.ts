import "server-only";
import { refresh } from "next/cache";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { ensureBuyer } from "@/app/current-buyer";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { networkKey } from "@/lib/server/address";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { parseItems } from "@/lib/shop/checkout/quote";
import { quoteItems } from "@/lib/shop/checkout/quote-items";
import { tryCode } from "@/lib/shop/checkout/try-code";
import { formatFen } from "@/lib/shop/money";
import { requireOpen } from "../require-open";
import { answerText } from "./answer-text";
import { keepCoupon } from "./coupon-cookie";

/** As long as a code in any letters may be that somebody pastes. */
export const MAX_TYPED_CODE = 80;
/** Room for more lines than a cart has (parseItems). */
const MAX_ITEMS = 4_000;

/** The rest of the form is not looked at: nobody needs an address to see what a code takes off. */
const couponForm = z.object({
  intent: z.enum(["coupon", "no_coupon"]),
  code: z.string().max(MAX_TYPED_CODE).optional(),
  items: z.string().max(MAX_ITEMS),
});

/** 使用 and 不使用 of the checkout: what was typed elsewhere in the form stays, and the sums come back. */
export const applyCoupon = formAction(couponForm, async ({ intent, code: typed = "", items: shown }) => {
  await requireOpen();
  if (intent === "coupon") return tryCoupon(typed, shown);
  await keepCoupon(null);
  refresh();
  return { ok: false, message: "" };
});

/** Tries a code: the checkout counts with it from then on, where it can be used. */
export async function tryCoupon(typed: string, shown: string): Promise<FormState> {
  if (typed.trim() === "") return { ok: false, message: answerText.couponEmpty };
  const shop = getShop();
  const buyer = await ensureBuyer();
  if (!buyer) return { ok: false, message: answerText.nobody };
  const lines = await quoteItems(shop, parseItems(shown) ?? []);
  const tried = await tryCode(shop, { buyerId: buyer.id, network: networkKey(await clientIp()), lines, typed });
  if (!tried.ok && tried.reason === "too_often") return { ok: false, message: answerText.triedTooOften(tried.minutes) };
  refresh();
  if (!tried.ok) return { ok: false, message: wordsFor(tried, answerText.refusals) };
  await keepCoupon(tried.sealed);
  return { ok: false, message: answerText.couponTaken(formatFen(tried.offFen)), isWarning: true, values: { code: "" } };
}
