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
import { countGuess, judgeGuesses } from "@/lib/shop/checkout/coupon-budget";
import { parseItems } from "@/lib/shop/checkout/quote";
import { quoteCoupon } from "@/lib/shop/checkout/quote-coupon";
import { quoteItems } from "@/lib/shop/checkout/quote-items";
import { formatFen } from "@/lib/shop/money";
import { normaliseCode } from "@/lib/shop/promotions/normalise-code";
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
  const who = { buyerId: buyer.id, network: networkKey(await clientIp()) };
  const tooOften = await judgeGuesses(shop, who);
  if (tooOften) return { ok: false, message: answerText.triedTooOften(tooOften.minutes) };
  const code = normaliseCode(typed);
  if (code === null) return { ok: false, message: answerText.refusals.coupon_unusable };
  const lines = await quoteItems(shop, parseItems(shown) ?? []);
  const { quote, refusal } = await quoteCoupon(shop, { buyerId: buyer.id, lines, code });
  if (refusal?.reason === "coupon_unusable") await countGuess(shop, who);
  refresh();
  if (refusal) return { ok: false, message: wordsFor(refusal, answerText.refusals) };
  await keepCoupon(code);
  const off = quote.parts.find((part) => part.kind === "coupon")?.amountFen ?? 0;
  return { ok: false, message: answerText.couponTaken(formatFen(off)), isWarning: true, values: { code: "" } };
}
