import { formatAmount } from "@/lib/alipay/amount";
import { formatTime } from "@/lib/alipay/time";
import { type Html, html } from "../http/html";
import type { Buyer, Order } from "../ledger/types";
import { DEMO_BUYERS, LOGIN_PASSWORD, PAY_PASSWORD } from "../trades/buyers";
import { page } from "./page";
import { TEXT } from "./text";

const MINUTE_MS = 60_000;

export type PayPage = { order: Order; token: string; now: Date; wrong?: boolean };

/** Step 1: who pays. */
export function loginPage({ order, token, now, wrong = false }: PayPage): Response {
  const options = DEMO_BUYERS.map((buyer) => html`<option value="${buyer.email}">${buyer.email}</option>`);
  const form = html`<form class="card" method="post" action="/cashier/${token}/login">
<h1>${TEXT.loginTitle}</h1>
<div class="field"><label for="account">${TEXT.account}</label><select id="account" name="account" autocomplete="off">${options}</select></div>
${passwordField({ label: TEXT.loginPassword, hint: TEXT.loginHint(LOGIN_PASSWORD), error: wrong ? TEXT.wrongLogin : null, numeric: false })}
<button class="button" type="submit">${TEXT.login}</button>
${giveUpLink(order)}
</form>`;
  const body = html`${summary({ order, now, buyer: null })}${form}`;
  return page({ title: TEXT.loginTitle, step: 1, body, status: wrong ? 422 : 200 });
}

/** Step 2: what is paid, to whom, until when. */
export function confirmPage({ order, token, now, wrong = false, buyer }: PayPage & { buyer: Buyer }): Response {
  const form = html`<form class="card" method="post" action="/cashier/${token}/pay">
<h1>${TEXT.payTitle}</h1>
${passwordField({ label: TEXT.payPassword, hint: TEXT.payHint(PAY_PASSWORD), error: wrong ? TEXT.wrongPay : null, numeric: true })}
<button class="button" type="submit">${TEXT.pay(formatAmount(order.totalFen))}</button>
${giveUpLink(order)}
</form>`;
  const body = html`${summary({ order, now, buyer })}${form}`;
  return page({ title: TEXT.payTitle, step: 2, body, status: wrong ? 422 : 200 });
}

function summary({ order, now, buyer }: { order: Order; now: Date; buyer: Buyer | null }): Html {
  const rows = [row(TEXT.payee, payee(order)), row(TEXT.goods, html`${order.subject}`), ...(buyer ? laterRows(order, buyer, now) : [])];
  return html`<section class="card" aria-label="${TEXT.details}">
<div class="sum"><p class="label">${TEXT.payable}</p>${amount(order.totalFen)}</div>
<dl>${rows}</dl>
</section>`;
}

function laterRows(order: Order, buyer: Buyer, now: Date): Html[] {
  return [
    row(TEXT.payer, html`${buyer.email}`),
    row(TEXT.payBefore, html`${formatTime(order.expiresAt).slice(5, 16)}<small>${TEXT.remaining(remaining(order.expiresAt, now))}</small>`),
    row(TEXT.orderNo, html`<span class="number">${order.outTradeNo}</span>`),
  ];
}

/** Who gets the money. */
export function payee(order: Order): Html {
  return html`${TEXT.sellerName}<small>${order.sellerAccount}</small>`;
}

/** ¥19.80, large. */
export function amount(fen: number): Html {
  return html`<p class="amount"><small>¥</small>${formatAmount(fen)}</p>`;
}

/** One line of a list of facts. */
export function row(name: string, value: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** A password, its hint and what was wrong with the last one. */
export function passwordField(shown: { label: string; hint: string; error: string | null; numeric: boolean }): Html {
  const { label, hint, error, numeric } = shown;
  const marks = html`${numeric ? html` inputmode="numeric"` : null}${error ? html` aria-invalid="true"` : null}`;
  return html`<div class="field"><label for="password">${label}</label>
<input id="password" name="password" type="password" required maxlength="64" autocomplete="off" aria-describedby="${error ? "error hint" : "hint"}"${marks}>
${error ? html`<p class="error" role="alert" id="error">${error}</p>` : null}<p class="hint" id="hint">${hint}</p></div>`;
}

function giveUpLink(order: Order): Html | null {
  return order.merchantUrl ? html`<a class="quiet" href="${order.merchantUrl}">${TEXT.giveUp}</a>` : null;
}

/** How long is left, rounded down, in one unit: nobody counts seconds here. */
export function remaining(expiresAt: Date, now: Date): string {
  const minutes = Math.floor((expiresAt.getTime() - now.getTime()) / MINUTE_MS);
  if (minutes < 1) return TEXT.underMinute;
  if (minutes < 60) return TEXT.minutes(minutes);
  if (minutes < 48 * 60) return TEXT.hours(Math.floor(minutes / 60));
  return TEXT.days(Math.floor(minutes / (24 * 60)));
}
