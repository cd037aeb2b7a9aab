import { toLine } from "@/lib/server/typed-text";
import { formatFen, yuanText } from "@/lib/shop/money";
import { courierInEnglish } from "@/lib/shop/parcels/courier-in-english";
import type { Goods, WordFact } from "./word-fact";
import { wordText } from "./word-text";

/** Goods that are named in a mail; the rest is counted. */
const MOST_GOODS = 20;
const MOST_CHARACTERS = 60;

/** The subject of a mail: the order's number and what happened. */
export function subjectOf(fact: WordFact): string {
  const words = wordText[fact.language];
  return `${words.subject[fact.event](fact.orderNo, sumOf(fact))} · ${line(fact.shopName, 30)}`;
}

/** The text of a mail: what happened, the goods or the tracking number, the order's link, and why it was sent. */
export function composeMail(fact: WordFact): string {
  const words = wordText[fact.language];
  const parts = [
    [words.hello],
    ...happened(fact),
    [words.see, fact.link, words.keepLink],
    [words.automatic],
    [line(fact.shopName, 30), fact.shopUrl],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function happened(fact: WordFact): string[][] {
  const words = wordText[fact.language];
  if (fact.event === "paid") return [[words.paid(fact.orderNo, sumOf(fact))], goodsOf(fact, words.goods, fact.goods)];
  if (fact.event === "refunded") return [[words.refunded(fact.orderNo, sumOf(fact))]];
  const { courier, trackingNo, goods } = fact;
  const name = line((fact.language === "en" && courierInEnglish(courier)) || courier);
  return [
    [words.shipped(fact.orderNo)],
    [words.courier(name), ...(trackingNo ? [words.trackingNo(line(trackingNo))] : [])],
    goodsOf(fact, words.inParcel, goods),
  ];
}

function goodsOf({ language }: WordFact, title: string, goods: readonly Goods[]): string[] {
  if (goods.length === 0) return [];
  const pieces = goods.reduce((sum, { quantity }) => sum + quantity, 0);
  const rest = goods.length > MOST_GOODS ? [wordText[language].more(pieces)] : [];
  return [title, ...goods.slice(0, MOST_GOODS).map(({ name, quantity }) => `${line(name)} ×${quantity}`), ...rest];
}

/** What the templates of an SMS are filled with. Each is a text, never empty, and no link: vendors take none. */
export function smsParams(fact: WordFact): Record<string, string> {
  if (fact.event === "paid") return { no: fact.orderNo, sum: yuanText(fact.totalFen) };
  if (fact.event === "refunded") return { no: fact.orderNo, sum: yuanText(fact.amountFen) };
  return { no: fact.orderNo, courier: line(fact.courier, 20), tracking: fact.trackingNo ? line(fact.trackingNo, 35) : "无单号" };
}

function sumOf(fact: WordFact): string {
  if (fact.event === "shipped") return "";
  return formatFen(fact.event === "paid" ? fact.totalFen : fact.amountFen);
}

/** A text of the owner's as one line of bounded length. */
function line(typed: string, most = MOST_CHARACTERS): string {
  const characters = Array.from(toLine(typed));
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}
