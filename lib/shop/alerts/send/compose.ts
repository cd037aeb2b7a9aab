import { dropInvisible } from "@/lib/server/typed-text";
import { formatFen } from "@/lib/shop/money";
import type { Fact, Message } from "./fact";
import { text } from "./text";

/** Goods that are named; the rest is counted. */
const MOST_GOODS = 3;
const MOST_CHARACTERS = 30;

/** How a service wants its lines: what divides them, how a link is written, how many bytes it takes. */
export type Form = { newline: string; link: (words: string, url: string) => string; mostBytes: number };

/** A line that stands for the whole: the subject of a mail, what a phone shows before the message is opened. */
export function titleOf({ facts }: Message): string {
  const [first] = facts;
  return facts.length === 1 ? headline(first) : text.digest(headOf(first), facts.length);
}

/**
 * The message as text: the order's number first, the amount, the goods, and a link to the back office. Of several facts as many as
 * fit have a line each, and the others are counted.
 */
export function compose(message: Message, { newline, link, mostBytes }: Form): string {
  const { facts, shopName, shopUrl } = message;
  const isOne = facts.length === 1;
  const end = [link(text.open, `${shopUrl}${isOne ? facts[0].path : "/admin/alerts"}`), plain(shopName, 20)];
  const lines = isOne ? [headline(facts[0]), goodsOf(facts[0]), facts[0].note && plain(facts[0].note, 60)] : [titleOf(message)];
  const write = (shown: string[], rest: readonly Fact[]) =>
    [...lines, ...shown, ...(rest.length > 0 ? [restOf(rest)] : []), ...end].filter((line) => line !== "").join(newline);
  const all = isOne ? [] : facts.map((fact) => `${headline(fact)} ${goodsOf(fact)}`.trim());
  let most = all.length;
  while (most > 0 && Buffer.byteLength(write(all.slice(0, most), facts.slice(most))) > mostBytes) most--;
  return write(all.slice(0, most), isOne ? [] : facts.slice(most));
}

/**
 * A text of people as one that no service takes for markup, a mention or a link, and of bounded length. The signs that it could be
 * taken for are replaced by their full-width likenesses: not every service knows how to escape them.
 */
export function plain(typed: string, most = MOST_CHARACTERS): string {
  const line = dropInvisible(typed.replace(/\s+/gu, " ")).trim();
  const characters = Array.from(line);
  const cut = characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : line;
  return cut
    .replace(/[[\]()<>*_`#~|!@\\&{}]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
    .replace(/:\/\//g, "：//")
    .replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L})/gu, "．");
}

function headOf({ head }: Fact): string {
  return plain(head, 40);
}

function headline(fact: Fact): string {
  const amount = fact.amountFen === null ? "" : ` ${formatFen(fact.amountFen)}`;
  return `${headOf(fact)} ${text.events[fact.event]}${amount}`;
}

function goodsOf({ goods }: Fact): string {
  const pieces = goods.reduce((sum, { quantity }) => sum + quantity, 0);
  const named = goods.slice(0, MOST_GOODS).map(({ name, quantity }) => `${plain(name)} ×${quantity}`);
  return named.join("、") + (goods.length > MOST_GOODS ? ` ${text.pieces(pieces)}` : "");
}

function restOf(rest: readonly Fact[]): string {
  const counts = new Map<string, number>();
  for (const { event } of rest) counts.set(text.events[event], (counts.get(text.events[event]) ?? 0) + 1);
  return text.more(rest.length, [...counts].map(([name, count]) => `${name} ${count}`).join("、"));
}
