import type { Refusal, Result } from "@/lib/server/result";
import type { Standing } from "@/lib/shop/opening/standing";
import type { OverLimit } from "./buy-limits";
import type { DiscountRefusal } from "./order-discounts";
import type { FreightRefusal } from "./order-freight";
import type { UnpaidRefusal } from "./unpaid-limits";

/** The nouns: what becomes of a form that is sent. */

/** A refusal about goods names them; `title` is null for a variant that no longer exists. */
export type PlaceOrderRefusal =
  | Refusal<"empty" | "too_expensive">
  /** The shop is not open yet, or paused: `note` is what its owner says about it. */
  | Refusal<"closed", { standing: Exclude<Standing, "open">; note: string }>
  | Refusal<"too_many", { of: "lines" | "pieces" }>
  | Refusal<"off_sale", { title: string | null }>
  /** `heldBy`: unpaid orders of the same form, without which there would be enough. */
  | Refusal<"sold_out", { goods: { title: string; variantName: string }[]; heldBy: string[] }>
  | Refusal<"price_changed", { title: string }>
  | FreightRefusal
  | DiscountRefusal
  /** The form has other contents than when it was sent, and its order is paid: `no` is that one. */
  | Refusal<"paid_before", { no: string }>
  /** The form's order is still unpaid, and its owner has changed it since. */
  | Refusal<"order_changed", { no: string }>
  | OverLimit
  | UnpaidRefusal;

/** Where a buyer is, and whose page a payment was begun for: Alipay's for phones turns computers away. */
export type Screen = "phone" | "computer";

/** A payment of which the intent is written, and the gateway is yet to be asked; it can be paid for so many minutes from `at` on. */
export type BegunPayment = {
  outTradeNo: string;
  contract: string;
  amountFen: number;
  subject: string;
  /** On whose page it is paid, each time (docs/decisions/0032). */
  screen: Screen;
  expiresInMinutes: number;
  at: Date;
};

export type Placed = {
  orderId: string;
  no: string;
  accessToken: string;
  /** The form has made it before. */
  replayed: boolean;
  /** Unpaid orders of the same form whose place it takes: they are asked to close. */
  replaced: string[];
  /** Null unless that was wished, and for an order that was there before. */
  begun: BegunPayment | null;
};
export type PlacedOrder = Result<Placed, PlaceOrderRefusal>;
