// A purchase from the goods to "paid", through Caddy and the emulator's cashier.
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { FORM_HEADERS, multipart, RECEIVER } from "@/bench/orders";
import { fieldsOf } from "../../trials/phone";
import type { Shown, Visitor } from "./visitor";

const PATIENCE_MS = 60_000;
const BUYER = { account: "buyer1@example.com", password: "111111" };

/** What people met on their way. */
export type Tally = {
  requests: number;
  slowestMs: number;
  /** Pages that did not come, and answers that nobody should get, in words. */
  failed: string[];
  /** Forms that had to be sent again, with the same key. */
  sentAgain: string[];
  /** Orders that their buyers saw paid. */
  paid: string[];
};

export function newTally(): Tally {
  return { requests: 0, slowestMs: 0, failed: [], sentAgain: [], paid: [] };
}

export type Walk = { shopUrl: string; variantId: number; visitor: Visitor; tally: Tally };

/** Gives the order's number once its page says that it is paid. @throws {Error} saying where it went no further */
export async function buy(walk: Walk): Promise<string> {
  const { shopUrl, variantId, visitor, tally } = walk;
  await look(walk, "/");
  const path = `/checkout?buy=${variantId}x1`;
  const form = fieldsOf((await look(walk, path)).text, "idempotencyKey");
  if (!form) throw new Error("the checkout shows no form");
  const fields = { ...form, ...RECEIVER, idempotencyKey: randomBytes(32).toString("base64url") };
  const cashier = await sendUntilAnswered(walk, path, fields);
  const back = await payAtCashier(visitor, new URL(cashier));
  const { pathname, search } = new URL(back);
  const returned = await look(walk, `${pathname}${search}`);
  const no = /\/orders\/(\w+)/.exec(returned.location ?? "")?.[1];
  if (!no) throw new Error(`the way back from the cashier leads to ${returned.status} ${returned.location}`);
  await look(walk, `/orders/${no}`);
  await seePaid({ ...walk, shopUrl }, no);
  tally.paid.push(no);
  return no;
}

async function look(walk: Walk, path: string): Promise<Shown> {
  const { shopUrl, visitor, tally } = walk;
  tally.requests++;
  try {
    const shown = await visitor.ask(new URL(path, shopUrl));
    tally.slowestMs = Math.max(tally.slowestMs, path.includes("wait=") ? 0 : shown.ms);
    if (shown.status < 400) return shown;
    throw new Error(`answered ${shown.status}`);
  } catch (error) {
    tally.failed.push(`GET ${path.split("?")[0]}: ${(error as Error).message}`);
    throw error;
  }
}

/** The same form with the same key, as somebody does who gets no answer. */
async function sendUntilAnswered(walk: Walk, path: string, fields: Record<string, string>): Promise<string> {
  const { shopUrl, visitor, tally } = walk;
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    tally.requests++;
    const sent = { method: "POST", headers: { ...FORM_HEADERS, origin: shopUrl }, body: multipart(fields) } as const;
    const answer = await visitor.ask(new URL(path, shopUrl), sent).catch((error: Error) => error.message);
    if (typeof answer !== "string" && answer.status === 303 && answer.location) {
      tally.slowestMs = Math.max(tally.slowestMs, answer.ms);
      return answer.location;
    }
    const how = typeof answer === "string" ? answer : `answered ${answer.status}`;
    if (performance.now() > until) throw new Error(`no answer to the order's form: ${how}`);
    tally.sentAgain.push(how);
    await wait(500);
  }
}

/** Logs in and pays; gives the address that the cashier leads back to. */
async function payAtCashier(visitor: Visitor, url: URL): Promise<string> {
  let page = await follow(visitor, url);
  for (const fields of [BUYER, { password: BUYER.password }]) page = await fillIn(visitor, page, fields);
  const back = [...page.text.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));
  const found = back.find((link) => link.includes("/api/alipay/return"));
  if (!found) throw new Error(`the cashier did not take the money: ${page.status}`);
  return found;
}

type Page = Shown & { url: URL };

async function follow(visitor: Visitor, url: URL, asked: Parameters<Visitor["ask"]>[1] = {}): Promise<Page> {
  const shown = await visitor.ask(url, asked);
  return shown.location ? follow(visitor, new URL(shown.location, url)) : { ...shown, url };
}

function fillIn(visitor: Visitor, page: Page, fields: Record<string, string>): Promise<Page> {
  const action = / method="post" action="([^"]+)"/.exec(page.text)?.[1];
  if (!action) throw new Error(`the cashier shows no form: ${page.status}`);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return follow(visitor, new URL(action, page.url), { method: "POST", headers, body: new URLSearchParams(fields).toString() });
}

/** The page's long poll. */
async function seePaid(walk: Walk, no: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let version = "";
  while (performance.now() < until) {
    const { text } = await look(walk, `/api/orders/${no}/status?version=${encodeURIComponent(version)}&wait=${version ? 25 : 0}`);
    const status: { phase: string; version: string } = JSON.parse(text);
    if (status.phase === "paid") return;
    version = status.version;
  }
  throw new Error(`order ${no} was paid at the cashier, and its page does not say so`);
}
