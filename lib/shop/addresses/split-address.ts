import "server-only";
import type { Area } from "./area";
import { findAreaIn } from "./area-in-text";
import { findName } from "./name-in-text";
import { MAX_PASTED } from "./pasted";

/** What a pasted text says of a parcel's way; empty, or null, where it does not say it surely. */
export type SplitAddress = { name: string; phone: string; area: Area | null; detail: string };

/** Where something was taken out of the text: no letter that anybody types. */
export const CUT = { phone: "\uE001", area: "\uE002", name: "\uE003", other: "\uE004" } as const;
const CUTS = /[\uE001-\uE004\n]/;

/** With these words forms and chats say what follows. */
const NAMED = "收货人姓名|收件人姓名|收货人|收件人|联系人|收件|姓名|名字";
const LABELLED =
  "收货人手机号|收件人手机号|收货人电话|收件人电话|手机号码|电话号码|联系电话|联系方式|手机号|手机|电话|收货地址|收件地址|详细地址|所在地区|所在地|地区|地址";
const NAME_LABEL = labels(NAMED);
const OTHER_LABEL = labels(LABELLED);

/** A mobile's eleven digits, with what people put between and before them, and the extension of a number that hides the real one. */
const MOBILE = /(?<![\d+])(?:\+?86[ -]?|0086[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)(?:(?:-|转|[ -]?分机)(\d{1,6})(?!\d))?/;

/**
 * Takes a pasted text apart: 智能识别. By hand over the picker's own areas, since the packages for it know no new districts, or drop
 * house numbers. No letter and no digit is lost: what is not surely something else is in `detail`, in its order; only words that
 * name a field ("收货人：") and the country's number before a mobile go. A person has to look at what comes out.
 * @param pasted at most MAX_PASTED units; all of a longer text is `detail`
 */
export function splitAddress(pasted: string): SplitAddress {
  if (pasted.length > MAX_PASTED) return { name: "", phone: "", area: null, detail: pasted };
  const plain = toHalfWidth(pasted).replace(NAME_LABEL, CUT.name).replace(OTHER_LABEL, CUT.other);
  const { phone, rest: withoutPhone } = takePhone(plain);
  const named = findAreaIn(withoutPhone);
  const withoutArea = named ? withoutPhone.slice(0, named.start) + CUT.area + withoutPhone.slice(named.end) : withoutPhone;
  const found = findName(withoutArea);
  const rest = found ? `${withoutArea.slice(0, found.start)}\n${withoutArea.slice(found.end)}` : withoutArea;
  return { name: found?.name ?? "", phone, area: named?.area ?? null, detail: detailOf(rest) };
}

function takePhone(text: string): { phone: string; rest: string } {
  const found = MOBILE.exec(text);
  if (!found) return { phone: "", rest: text };
  const [all, first, second, third, extension] = found;
  const rest = text.slice(0, found.index) + CUT.phone + text.slice(found.index + all.length);
  // The courier needs it, and no field has a place for it.
  return { phone: `${first}${second}${third}`, rest: extension ? `${rest}${CUT.phone}转${extension}` : rest };
}

/** What is left, in its order; where something was taken out of it stands a blank. */
function detailOf(text: string): string {
  return text
    .split(CUTS)
    .map(trimmed)
    .filter((part) => part !== "")
    .join(" ");
}

const BETWEEN_PARTS = /[ ,，;；:：。、|/-]/;

/** Without what only stood between the parts. */
function trimmed(part: string): string {
  let [from, to] = [0, part.length];
  while (from < to && BETWEEN_PARTS.test(part[from] ?? "")) from++;
  while (to > from && BETWEEN_PARTS.test(part[to - 1] ?? "")) to--;
  return part.slice(from, to).replace(/[ \t]+/g, " ");
}

/** Letters and digits of the width of a Chinese character as plain ones. One for one, so that nothing else is changed. */
function toHalfWidth(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ＋－（）]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\t]/g, " ")
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/\r\n?/g, "\n");
}

/** With a colon anywhere; without one where a word begins, and a blank or a number follows. */
function labels(words: string): RegExp {
  return new RegExp(`(?:${words}) ?[:：]|(?<![^\\s,，;；、|])(?:${words})(?=[ \\n+\\d])`, "g");
}
