/** Whose number it is likely to be. Bare digits are ambiguous, so this only ever proposes. */
import { COURIERS, type Courier, normaliseTrackingNo } from "./couriers";

type Code = (typeof COURIERS)[number]["code"];
type Pattern = { code: Code; looksLike: RegExp; fits?: (no: string) => boolean };

/** Those with letters first: they are the surest. */
const PATTERNS: readonly Pattern[] = [
  { code: "shunfeng", looksLike: /^SF\d{13}$/, fits: (no) => endsAsShunfeng(no.slice(2)) },
  { code: "yuantong", looksLike: /^YT\d{13,15}$/ },
  { code: "jtexpress", looksLike: /^JT\d{13}$/ },
  { code: "jd", looksLike: /^JD[A-Z0-9]{11,15}$/ },
  { code: "debangkuaidi", looksLike: /^DPK\d{12}$/ },
  { code: "ems", looksLike: /^E[A-Z]\d{9}CN$/ },
  { code: "shentong", looksLike: /^77\d{13}$/ },
  { code: "zhongtong", looksLike: /^7[3589]\d{12}$/ },
  { code: "yunda", looksLike: /^4[36]\d{11}$/ },
  { code: "youzhengguonei", looksLike: /^9[5-9]\d{11}$/ },
  { code: "shunfeng", looksLike: /^\d{12}$/, fits: endsAsShunfeng },
];

/**
 * The couriers whose numbers look like this one, likeliest first; none where nothing is known. A person or a further fact decides:
 * one guess may be taken where nobody chose, several must be asked about.
 */
export function guessCouriers(trackingNo: string): Courier[] {
  const no = normaliseTrackingNo(trackingNo);
  const codes = new Set<string>(
    PATTERNS.filter(({ looksLike, fits }) => looksLike.test(no) && (fits?.(no) ?? true)).map(({ code }) => code),
  );
  return COURIERS.filter(({ code }) => codes.has(code));
}

/**
 * 顺丰's check digit. The digits between the first three and the last are weighed 1, 3, 5 … from the right, and of each product its
 * tens and its units are added; the last digit fills the sum up to a full ten. `digits` are all of the number's.
 */
export function endsAsShunfeng(digits: string): boolean {
  const weighed = [...digits.slice(3, -1)].reverse().map((digit, place) => Number(digit) * (2 * place + 1));
  const sum = weighed.reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
  return (sum + Number(digits.at(-1))) % 10 === 0;
}
