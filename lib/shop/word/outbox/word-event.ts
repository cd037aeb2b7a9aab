/** The noun: what buyers are told of, and by which way. Pure. */

export const WORD_EVENTS = [
  "paid", // once an order
  "shipped", // once a parcel, and again when its number is corrected after it was told
  "refunded", // once a refund that is done
] as const;
export type WordEvent = (typeof WORD_EVENTS)[number];

export const MEDIA = ["email", "sms"] as const;
export type Medium = (typeof MEDIA)[number];
