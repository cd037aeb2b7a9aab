import { formatTime } from "@/lib/alipay/time";
import { type Html, html } from "../http/html";
import type { Order, Trade } from "../ledger/types";
import { maskAccount } from "../trades/buyers";
import { page } from "./page";
import { amount, payee, row } from "./pay-views";
import { TEXT } from "./text";

type Tone = "ok" | "stop" | "warn";

const PATHS: Record<Tone, Html> = {
  ok: html`<path d="m8 12.5 2.7 2.7L16 9.5"/>`,
  stop: html`<path d="M12 7v5.5l3.2 2"/>`,
  warn: html`<path d="M12 7.5v5.5M12 16.4v.1"/>`,
};

/**
 * Step 3: paid, and the way back. The page goes back by itself after `returnAfterSeconds`, by a header: accessibility
 * checkers warn of a meta element. With `returnUrl` null there is no way back.
 */
export function donePage(shown: { order: Order; trade: Trade; returnUrl: string | null; returnAfterSeconds: number }): Response {
  const { order, trade, returnUrl, returnAfterSeconds } = shown;
  const back = returnUrl
    ? html`<p class="note">${returnAfterSeconds > 0 ? TEXT.backSoon(returnAfterSeconds) : TEXT.backNow}</p><a class="button" href="${returnUrl}">${TEXT.back}</a>`
    : html`<p class="note">${TEXT.mayClose}</p>`;
  const body = html`<section class="card result">${icon("ok")}<h1>${TEXT.doneTitle}</h1>${amount(order.totalFen)}${back}</section>
<section class="card" aria-label="${TEXT.details}"><dl>${[
    row(TEXT.payee, payee(order)),
    row(TEXT.payer, html`${trade.buyer.email}`),
    row(TEXT.tradeNo, html`<span class="number">${trade.tradeNo}</span>`),
  ]}</dl></section>`;
  const headers: Record<string, string> = returnUrl ? { refresh: `${returnAfterSeconds}; url=${returnUrl}` } : {};
  return page({ title: TEXT.doneTitle, step: 3, body, headers });
}

/** What the old link of a paid order shows. */
export function paidPage(backUrl: string | null): Response {
  return message({ tone: "ok", title: TEXT.paidTitle, body: TEXT.paidBody, backUrl, backText: TEXT.back });
}

export function closedPage(order: Order): Response {
  return message({ tone: "stop", title: TEXT.closedTitle, body: TEXT.closedBody, backUrl: order.merchantUrl, backText: TEXT.back });
}

export function expiredPage(order: Order): Response {
  const body = TEXT.expiredBody(formatTime(order.expiresAt).slice(0, 16));
  return message({ tone: "stop", title: TEXT.expiredTitle, body, backUrl: order.merchantUrl, backText: TEXT.back });
}

/** The trade of another buyer, who alone can pay it (TRADE_BUYER_NOT_MATCH). */
export function otherBuyerPage(trade: Trade, token: string): Response {
  const body = TEXT.otherBuyerBody(maskAccount(trade.buyer.email));
  return message({ tone: "warn", title: TEXT.otherBuyerTitle, body, backUrl: `/cashier/${token}`, backText: TEXT.loginAgain, status: 403 });
}

export function badLinkPage(): Response {
  return message({ tone: "warn", title: TEXT.badLinkTitle, body: TEXT.badLinkBody, status: 400 });
}

/** An order that cannot be paid, with Alipay's error code. */
export function refusedPage({ code, words, backUrl = null }: { code: string; words: string; backUrl?: string | null }): Response {
  const body = TEXT.withCode(words, code);
  return message({ tone: "warn", title: TEXT.refusedTitle, body, backUrl, backText: TEXT.back, status: 400 });
}

/** A batch of refunds that is not accepted, with Alipay's error code. */
export function refusedBatchPage(code: string): Response {
  return message({ tone: "warn", title: TEXT.batchRefusedTitle, body: TEXT.withCode(TEXT.batchRefusedBody, code), status: 400 });
}

export function notFoundPage(): Response {
  return message({ tone: "stop", title: TEXT.notFoundTitle, body: TEXT.notFoundBody, status: 404 });
}

export function systemErrorPage(): Response {
  return message({ tone: "warn", title: TEXT.systemTitle, body: TEXT.systemBody, status: 503 });
}

export function desktopPage(): Response {
  return message({ tone: "warn", title: TEXT.desktopTitle, body: `${TEXT.desktopBody}${TEXT.desktopHint}`, status: 403 });
}

export function homePage(): Response {
  return message({ tone: "ok", title: TEXT.homeTitle, body: TEXT.homeBody });
}

function message(shown: {
  tone: Tone;
  title: string;
  body: string;
  backUrl?: string | null;
  backText?: string;
  status?: number;
}): Response {
  const { tone, title, body, backUrl = null, backText = "", status = 200 } = shown;
  const back = backUrl ? html`<a class="button" href="${backUrl}">${backText}</a>` : null;
  return page({
    title,
    body: html`<section class="card result">${icon(tone)}<h1>${title}</h1><p class="note">${body}</p>${back}</section>`,
    status,
  });
}

/** The icon above a result. */
export function icon(tone: Tone): Html {
  return html`<svg class="${tone}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/>${PATHS[tone]}</svg>`;
}
