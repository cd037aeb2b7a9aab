import type { ChangeForm } from "@/lib/shop/payments/change-order";
import { COUPON } from "../street/coupon";
import { type Basket, costOf } from "../street/goods";

/** What the people of a street know by themselves: what they have sent, seen and pressed. The oracle reads it beside the shop's books. */

/** A form that a buyer has sent at least once, and the order that came of it as far as anybody was told. */
export type Form = Basket & {
  key: string;
  buyerId: string;
  place: number;
  withCoupon: boolean;
  /** What sending costs, as the form shows it. */
  freightFen: number;
  orderId: string | null;
  /** What its buyer has before the eyes: the form, then the order's page. */
  sees: Page;
  /** Each sum, in fen, that stood beside a button which its buyer has pressed to pay. */
  pressedFen: Set<number>;
};

/** What an order's page shows of what a buyer agrees to by paying; `termChanges`: how often its owner had changed it by then. */
export type Page = { totalFen: number; termChanges: number; address: string };

/** A refund that the owner has asked for at least once. */
export type Asked = { key: string; orderId: string; outTradeNo: string; fen: number; freightFen: number };

/** A change that the owner has saved at least once; `told`: how it stood by the last answer, null for none. */
export type Change = { orderId: string; form: ChangeForm; toFen: number; told: string | null };

/** A parcel that the owner wants to send, and what came of it; unknown: there was no answer. */
export type Sending = { orderId: string; trackingNo: string; told: "unknown" | "sent" | "refused" | "taken back"; isTakenBack?: boolean };

/** `changeForms`: how many of the owner's forms were opened. */
export type Notes = { forms: Form[]; refunds: Asked[]; changeForms: number; changes: Change[]; parcels: Sending[] };

/** What a form shows in the end, counted by none of the shop's code. */
export function sumOf({ freightFen, withCoupon, ...basket }: Basket & Pick<Form, "freightFen" | "withCoupon">): number {
  return costOf(basket) + freightFen - (withCoupon ? COUPON.offFen : 0);
}

/** The sum that the owner reads before saving. */
export function wantedFen({ lines, offFen, shippingFen }: Pick<ChangeForm, "lines" | "offFen" | "shippingFen">): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0) - offFen + shippingFen;
}

/** The form that made an order; a later order of one form has a number behind its key. */
export function formOf({ forms }: Notes, idempotencyKey: string): Form | undefined {
  return forms.find(({ key }) => key === idempotencyKey.replace(/\.\d+$/, ""));
}
