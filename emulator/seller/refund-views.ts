import { formatAmount } from "@/lib/alipay/amount";
import { page } from "../cashier/page";
import { amount, passwordField, row } from "../cashier/pay-views";
import { icon } from "../cashier/result-views";
import { TEXT } from "../cashier/text";
import { type Html, html } from "../http/html";
import type { Batch } from "../ledger/types";
import { PAY_PASSWORD } from "../trades/buyers";

/** What is to be given back, and the field for the seller's password. */
export function batchPage(batch: Batch, { wrong = false }: { wrong?: boolean } = {}): Response {
  const body = html`${summary(batch)}<form class="card" method="post" action="/refund/${batch.token}/confirm">
<h1>${TEXT.refundTitle}</h1>
${passwordField({ label: TEXT.payPassword, hint: TEXT.payHint(PAY_PASSWORD), error: wrong ? TEXT.wrongPay : null, numeric: true })}
<button class="button" type="submit">${TEXT.refund(formatAmount(totalOf(batch)))}</button>
</form>`;
  return page({ title: TEXT.refundTitle, body, status: wrong ? 422 : 200 });
}

/** The refunds have begun. A notice will tell the merchant how they ended. */
export function batchDonePage(batch: Batch): Response {
  const body = html`<section class="card result">${icon("ok")}<h1>${TEXT.refundDoneTitle}</h1><p class="note">${TEXT.refundDoneBody}</p></section>${summary(batch)}`;
  return page({ title: TEXT.refundDoneTitle, body });
}

function summary(batch: Batch): Html {
  const records = batch.records.map(({ tradeNo, amountFen, reason }) =>
    row(`¥${formatAmount(amountFen)}`, html`<span class="number">${tradeNo}</span><small>${reason}</small>`),
  );
  return html`<section class="card" aria-label="${TEXT.details}">
<div class="sum"><p class="label">${TEXT.refundable}</p>${amount(totalOf(batch))}</div>
<dl>${[row(TEXT.batchNo, html`<span class="number">${batch.batchNo}</span>`), ...records]}</dl>
</section>`;
}

function totalOf({ records }: Batch): number {
  return records.reduce((sum, { amountFen }) => sum + amountFen, 0);
}
