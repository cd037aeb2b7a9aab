// One round: a running shop that is contracted in two ways, and forgeries of the messages of both.
import { createPublicKey } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { processorSeconds } from "@/bench/processes";
import { findChanges, paidOf, type Read, readBooks } from "./books";
import { keepBuying, type Purchases } from "./buy";
import { readAlipaysSide, type Ways } from "./contract";
import { throwDice } from "./dice";
import { encodedOf, encodeGenuine } from "./encode";
import { forge, type Workshop } from "./forge";
import { newForger } from "./forge-sign";
import { messagesAbout, type Target } from "./genuine";
import { type Genuine, sendAsIs } from "./message";
import { createOracle } from "./oracle";
import { openSender } from "./send";
import { count, lineOf, newTally, type Tally } from "./tally";
import { type Watched, watchShop } from "./watch";

/** `touched`: of what a genuine message may have been taken, in an earlier round too. */
export type Site = {
  shopUrl: string;
  emulatorUrl: string;
  folder: string;
  variantId: number;
  pid: number;
  read: Read;
  touched: Set<string>;
};
/** `from`: the number of the first message; `count`: how many forged ones are sent. */
export type Plan = { seed: number; from: number; count: number; connections: number; endBy: number; ways: Ways };
export type Round = {
  tally: Tally;
  purchases: Purchases;
  watched: Watched;
  /** What changed in the books though nobody may have changed it. */
  changes: string[];
  /** Genuine messages that were not answered `success` when they were sent as they are. */
  unheard: string[];
  tookMs: number;
  /** What a message takes of a processor, in ms: the shop, and whoever makes, sends and judges it. 0 where the system does not say. */
  processorMs: { shop: number; forger: number };
};

/** So many orders of each protocol are those of which the forger has caught messages, and so many those that nobody has paid. */
export const TOLD = 6;
export const UNPAID = 10;

/**
 * Of what the oracle says is genuine so much is sent. Each costs the shop a payment's statements, and whether it is taken proves little: the
 * rest of the time is the forgeries'.
 */
const GENUINE_SHARE = 0.15;

/** So many refused messages an hour the shop keeps (MAX_REFUSED_NOTICES_PER_HOUR); beyond, each is answered a second late. */
export const KEPT_AN_HOUR = 500;

/**
 * A flood that grows: so many senders begin, as many as a usual shop works for at a time, until what the shop keeps is full; then another one
 * comes with every so many answers, since most of them wait.
 */
const FIRST_SENDERS = 16;
const ANSWERS_PER_SENDER = 4;

/** Wrong answers that are told when they come, so that nobody waits an hour to hear of them. */
const SAID_AT_ONCE = 20;

type Attempt = { outTradeNo: string; amountFen: number; contract: string };

export async function runRound(site: Site, plan: Plan, say: (line: string) => void): Promise<Round> {
  const { read, touched } = site;
  const alipay = readAlipaysSide(site.folder);
  const attempts = await read<Attempt>(
    `SELECT a.out_trade_no AS "outTradeNo", a.amount_fen::int AS "amountFen", a.contract
     FROM payment_attempts a JOIN orders o ON o.id = a.order_id WHERE o.status = 'PENDING' ORDER BY o.created_at DESC`,
  );
  const ofProtocol = (protocol: Target["protocol"]) =>
    attempts.filter(({ contract }) => contract.startsWith(`${protocol}:`)).map((attempt): Target => ({ ...attempt, protocol }));
  const both = [ofProtocol("wap-token"), ofProtocol("openapi")];
  const told = both.flatMap((targets) => targets.slice(0, TOLD));
  const unpaid = both.flatMap((targets) => targets.slice(TOLD));
  const genuine = told.flatMap((target) => messagesAbout(target, alipay.signers(plan.ways), alipay.seller));
  const oracle = createOracle(genuine);
  const workshop: Workshop = {
    loot: {
      genuine,
      encoded: encodedOf(genuine),
      unpaid: unpaid.map(({ outTradeNo, amountFen }) => ({ outTradeNo, amount: (amountFen / 100).toFixed(2) })),
    },
    forger: newForger(alipay.publicTexts),
    shopKey: createPublicKey(alipay.merchantPrivateKey),
  };
  const before = await readBooks(read);
  const { send, close } = openSender(site.shopUrl, plan.connections);
  const watch = watchShop(site.shopUrl, site.pid);
  const purchases = keepBuying(site);
  const tally = newTally();
  const mayBePaid = new Set<string>();
  const started = Date.now();
  const usedBefore = { shop: processorSeconds(site.pid), forger: process.cpuUsage() };
  let next = plan.from;
  let lastSaid = started;
  let forged = 0;
  const isOver = () => forged >= plan.count || Date.now() >= plan.endBy;
  const hand = async (sender: number) => {
    const comesAfter = sender < FIRST_SENDERS ? 0 : 1.2 * KEPT_AN_HOUR + (sender - FIRST_SENDERS) * ANSWERS_PER_SENDER;
    while (tally.sent < comesAfter && !isOver()) await pause(200);
    while (!isOver()) {
      const index = next++;
      const dice = throwDice(plan.seed, index);
      const forgery = forge(workshop, dice);
      const whose = oracle.judge(forgery.sent, forgery.cipher);
      if (whose && !dice.chance(GENUINE_SHARE)) continue;
      if (!whose) forged++;
      // Whatever becomes of a genuine one that is cut off or not answered, it may have been taken.
      if (whose) note(whose);
      const wrong = count(tally, { index, forgery, whose, reply: await send(forgery.sent, dice) });
      if (wrong && tally.wrong.length <= SAID_AT_ONCE) say(`${new Date().toISOString()} ${lineOf(wrong)}`);
      if (Date.now() - lastSaid < 30_000) continue;
      lastSaid = Date.now();
      say(
        `${tally.sent} sent, ${tally.forged} of them forged, ${Math.round((tally.sent * 1_000) / (Date.now() - started))} a second, ${tally.wrong.length} wrong, ${watch.rss()} MB`,
      );
    }
  };
  const note = (whose: Genuine) => {
    touched.add(whose.about);
    if (whose.pays) mayBePaid.add(whose.about);
  };
  await Promise.all(Array.from({ length: plan.connections }, (_, sender) => hand(sender)));
  const tookMs = Date.now() - started;
  const forger = process.cpuUsage(usedBefore.forger);
  const processorMs = {
    shop: ((processorSeconds(site.pid) - usedBefore.shop) * 1_000) / Math.max(1, tally.sent),
    forger: (forger.user + forger.system) / 1_000 / Math.max(1, tally.sent),
  };
  await purchases.stop();
  for (const no of purchases.numbers) touched.add(no);
  const changes = await findChanges(read, { before, touched });
  const paid = await paidOf(
    read,
    [...told, ...unpaid].map(({ outTradeNo }) => outTradeNo),
  );
  changes.push(...[...paid].filter((no) => !mayBePaid.has(no)).map((no) => `the order of ${no} is paid, and nothing says so`));
  const unheard: string[] = [];
  for (const message of genuine.filter(({ endpoint }) => endpoint !== "return")) {
    note(message);
    const reply = await send(sendAsIs(message, encodeGenuine), throwDice(plan.seed));
    if (reply.body !== "success") unheard.push(`${message.name}: ${reply.status} ${reply.body}`);
  }
  close();
  return { tally, purchases, watched: await watch.stop(), changes, unheard, tookMs, processorMs };
}
