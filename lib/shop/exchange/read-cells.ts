import { toLines } from "@/lib/server/typed-text";
import { parseYuan } from "@/lib/shop/money";
import { lineOf, unguarded } from "@/lib/shop/sheets/cells";
import { MAX_PRICE_FEN, MAX_STOCK } from "../catalog/product";
import { MAX_GRAMS } from "../freight/freight";

/** Single cells of a file of goods as they are meant. Pure. */

/** A description: the lines of a text, or of a web page's body as other shops write it. */
export function textOf(cell: string): string {
  const text = unguarded(cell);
  if (!/<(?:p|br|div|ul|li|span|h\d|strong|meta)\b[^<>]*>/i.test(text)) return toLines(text);
  const plain = text
    .replace(/<br\b[^<>]*>|<\/(?:p|div|li|h\d)>/gi, "\n")
    .replace(/<[^<>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return toLines(plain);
}

/** A number without the commas between its thousands; as it is where a comma stands elsewhere: "19,8" is 19.8 to whoever wrote it. */
export function withoutThousands(text: string): string {
  return /^\d{1,3}(?:[,，]\d{3})+(?!\d|[,，])/.test(text) ? text.replace(/[,，]/g, "") : text;
}

/** A sum of money as people write it: "¥1,299.00", "8元"; null for what is none. */
export function yuanOf(text: string): number | null {
  return parseYuan(withoutThousands(text.replace(/[¥￥元\s]/g, "")));
}

/** "¥1,299.00" → 129900; null for what is no price. */
export function fenOf(cell: string): number | null {
  const fen = yuanOf(lineOf(cell));
  return fen !== null && fen > 0 && fen <= MAX_PRICE_FEN ? fen : null;
}

/** "500", "500g", and "500.0" as other shops write it. */
export function gramsOf(cell: string): number | null {
  const [, digits] = /^(\d{1,6})(?:\.0+)? ?(?:g|克)?$/i.exec(withoutThousands(lineOf(cell))) ?? [];
  return digits !== undefined && Number(digits) <= MAX_GRAMS ? Number(digits) : null;
}

export function stockOf(cell: string): number | null {
  const text = withoutThousands(lineOf(cell)).replace(/\.0+$/, "");
  return /^\d{1,7}$/.test(text) && Number(text) <= MAX_STOCK ? Number(text) : null;
}

const YES = ["是", "上架", "在售", "已上架", "true", "yes", "y", "1", "active"];
const NO = ["否", "下架", "已下架", "false", "no", "n", "0", "draft", "archived", "unlisted"];

/** Whether all of these cells say that goods are sold; null when one says neither, undefined when all are blank. */
export function isOnSale(...cells: string[]): boolean | null | undefined {
  const words = cells.map((cell) => lineOf(cell).toLowerCase()).filter(Boolean);
  if (words.some((word) => !YES.includes(word) && !NO.includes(word))) return null;
  return words.length === 0 ? undefined : words.every((word) => YES.includes(word));
}
