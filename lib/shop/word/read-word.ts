import "server-only";
import { toLine } from "@/lib/server/typed-text";
import type { Shop } from "@/lib/shop/shop";
import type { WordLanguage } from "./contact/contact";
import { recipientName } from "./contact/recipient-name";
import type { Medium, WordEvent } from "./outbox/word-event";
import type { Word } from "./send/send-word";
import type { Goods, WordFact } from "./send/word-fact";
import { wordText } from "./send/word-text";

/** A row of the outbox, as far as its words are made from it. */
export type QueuedWord = { id: bigint; orderId: string; medium: string; event: string; subject: string; amountFen: number | null };

/**
 * Why a word is not sent. withdrawn: its buyer wants none any more, or was erased · gone: the parcel was taken back · refunded: what was paid has
 * all gone back before it was told · enough: its address has had as many as one may get in a day
 */
export type Unsent = "withdrawn" | "gone" | "refunded" | "enough";

/** So many words go to one address in a day: whose address somebody else leaves is not buried in mails, whatever is paid for it. */
export const MOST_A_DAY = 20;
const DAY_MS = 24 * 3600_000;

const ORDER = {
  no: true,
  accessToken: true,
  status: true,
  totalFen: true,
  receiverPhone: true,
  lines: { select: { title: true, variantName: true, quantity: true }, orderBy: { id: "asc" } },
  contact: { select: { email: true, sms: true, language: true } },
} as const;

/** What a word says and to whom (`sentTo`: the name under which their words are counted), read as it is now; or why it is not sent. */
export async function readWord(
  shop: Shop,
  { id, orderId, medium, event, subject, amountFen }: QueuedWord,
): Promise<(Word & { sentTo: string }) | Unsent> {
  const order = await shop.db.order.findUnique({ where: { id: orderId }, select: ORDER });
  const contact = order?.contact;
  if (!order || !contact) return "withdrawn";
  const to = medium === "email" ? contact.email : contact.sms ? order.receiverPhone : null;
  if (!to) return "withdrawn";
  const what = await readEvent(shop, { orderId, event: event as WordEvent, subject, amountFen }, order);
  if (typeof what === "string") return what;
  const sentTo = recipientName(shop, medium as Medium, to);
  if ((await countToday(shop, sentTo)) >= MOST_A_DAY) return "enough";
  const language = contact.language as WordLanguage;
  const profile = await shop.db.shopProfile.findUnique({ where: { id: 1 }, select: { name: true } });
  const { shopUrl } = shop.config;
  const about = {
    ...{ id: String(id), language, shopName: toLine(profile?.name ?? "") || wordText[language].shop, shopUrl },
    ...{ orderNo: order.no, link: `${shopUrl}/orders/${order.no}/${order.accessToken}` },
  };
  return { to, sentTo, fact: { ...about, ...what } as WordFact };
}

type About = { orderId: string; event: WordEvent; subject: string; amountFen: number | null };
type Order = { status: string; totalFen: number; lines: { title: string; variantName: string; quantity: number }[] };

async function readEvent({ db }: Shop, { orderId, event, subject, amountFen }: About, order: Order) {
  if (event === "refunded") return { event, amountFen: amountFen ?? 0 };
  if (event === "paid") {
    if (order.status === "CLOSED" || order.status === "PENDING") return "refunded";
    return { event, totalFen: order.totalFen, goods: order.lines.map(named) };
  }
  const [parcelId = ""] = subject.split(":");
  const parcel = await db.parcel.findFirst({
    where: { id: BigInt(parcelId), orderId },
    select: {
      ...{ courier: true, trackingNo: true },
      lines: { select: { quantity: true, line: { select: { title: true, variantName: true } } }, orderBy: { lineId: "asc" } },
    },
  });
  if (!parcel) return "gone";
  const { courier, trackingNo, lines } = parcel;
  return { event, courier, trackingNo, goods: lines.map(({ quantity, line }) => named({ ...line, quantity })) };
}

function named({ title, variantName, quantity }: { title: string; variantName: string; quantity: number }): Goods {
  return { name: `${title} ${variantName}`.trim(), quantity };
}

async function countToday({ db, now }: Shop, sentTo: string): Promise<number> {
  return db.buyerWord.count({ where: { sentTo, status: "sent", endedAt: { gt: new Date(now().getTime() - DAY_MS) } } });
}
