import type { OrderStatus } from "@/lib/shop/orders/order";

/** The noun: a packing slip (配货单), what whoever packs an order needs to read. Pure. */

/** How many are on one page of slips: a phone shows them at once. */
export const SLIPS_PER_PAGE = 100;

export type SlipLine = { id: string; title: string; variantName: string; sku: string; image: string; quantity: number };

export type Slip = {
  id: string;
  no: string;
  status: OrderStatus;
  paidAt: Date | null;
  receiverName: string;
  receiverPhone: string;
  /** Province, city and district. */
  region: string;
  addressDetail: string;
  note: string;
  lines: SlipLine[];
  pieces: number;
  isPrinted: boolean;
  /** It is not to be packed before somebody has answered a refund or a doubt. */
  mustStay: boolean;
};

/** 138****0000: enough to tell two people of one name apart. What is shorter than a phone is hidden whole. */
export function maskedPhone(phone: string): string {
  return phone.length < 8 ? "****" : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
