import { dropInvisible, toCode, toPhone } from "@/lib/server/typed-text";
import { searchWords } from "@/lib/shop/catalog/search-words";

/** One way to look for orders. Each is a question that an index answers. */
export type Way =
  /** An order's number, or its beginning. */
  | { by: "no"; beginning: string }
  /** The receiver's phone, or its beginning. */
  | { by: "phone"; beginning: string }
  /** 尾号: the last four digits of that phone. */
  | { by: "phone_end"; digits: string }
  /** Alipay's number of a trade, ours, that of a refund, or that of a parcel. */
  | { by: "trade"; number: string }
  /** Words that stand in the receiver's name, in the buyer's note, or in the owner's own. */
  | { by: "name" | "note" | "owner_note"; words: string[] }
  /** Words of which each stands in what a piece of goods is called now. */
  | { by: "goods"; words: string[] };

const MAX_LENGTH = 64;
/** 24 digits are more than any number of an order has, and no phone has more than 15 (ITU-T E.164). */
const LONGEST = { no: 24, phone: 15 };
/** The shortest number by which a trade or a refund is looked for; Alipay's have 16 digits and more. */
const SHORTEST_TRADE = 10;
/** So many digits are no word of a name or a note; goods may have them as their SKU. */
const SHORTEST_CODE = 8;
/** Some letters and then so many digits: XP20261122…. */
const CODE = /^[a-z]{1,10}\d{8,}$/i;
const MOBILE = /^1[3-9]\d{9}$/;
/** A mobile number among words, with or without +86, and parted as people part it; never a piece of a longer number or code. */
const MOBILE_INSIDE = /(?<![a-z\d])(?:(?:\+|00)?86 {0,3})?(1[3-9]\d {0,3}\d{4} {0,3}\d{4})(?![a-z\d])/iu;

/**
 * What somebody may mean who types this into the one search box of the orders, so that only that is asked for. null where nothing was
 * typed; no way at all where it has neither a word nor a number. Numbers may be typed with blanks, dashes and punctuation.
 */
export function readSearch(typed: string): Way[] | null {
  const text = typed.slice(0, MAX_LENGTH);
  if (text.trim() === "") return null;
  const bare = text.replace(/\p{P}/gu, " ");
  const mobile = [toPhone(text), toPhone(bare)].find((phone) => MOBILE.test(phone));
  if (mobile) return [{ by: "phone", beginning: mobile }];
  const [code, words] = [toCode(bare), searchWords(text)];
  const goods: Way[] = [{ by: "goods", words }];
  if (/^\d+$/.test(code)) return [...byDigits(code), ...(code.length < SHORTEST_CODE ? byWords(words) : goods)];
  const inside = MOBILE_INSIDE.exec(dropInvisible(bare).normalize("NFKC"))?.[1];
  if (inside && !CODE.test(code)) return [{ by: "phone", beginning: toCode(inside) }];
  const trade: Way[] = /^[a-z\d]+$/i.test(code) && code.length >= SHORTEST_TRADE ? [{ by: "trade", number: code }] : [];
  return [...trade, ...(CODE.test(code) ? goods : byWords(words))];
}

function byDigits(digits: string): Way[] {
  const ways: Way[] = [];
  if (digits.length <= LONGEST.no) ways.push({ by: "no", beginning: digits });
  if (digits.length <= LONGEST.phone) ways.push({ by: "phone", beginning: digits });
  if (digits.length === 4) ways.push({ by: "phone_end", digits });
  if (digits.length >= SHORTEST_TRADE) ways.push({ by: "trade", number: digits });
  return ways;
}

function byWords(words: string[]): Way[] {
  return words.length === 0 ? [] : (["name", "goods", "note", "owner_note"] as const).map((by) => ({ by, words }));
}
