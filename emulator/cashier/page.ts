import { createHash } from "node:crypto";
import { type Html, html } from "../http/html";
import { STYLE } from "./style";
import { TEXT } from "./text";

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

// Forms post to the cashier only; the ways back to the merchant are links.
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const STEPS = [TEXT.stepLogin, TEXT.stepPay, TEXT.stepDone];

const LOGO = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3 5 6v5c0 4.6 2.9 8.2 7 10 4.1-1.8 7-5.4 7-10V6z"/><path d="m9 11.5 2.2 2.3L15.2 9.5"/></svg>`;

export type Page = { title: string; body: Html; step?: 1 | 2 | 3; status?: number; headers?: Record<string, string> };

/** A whole page of the cashier. `step` shows how far the buyer is; pages outside the purchase have none. */
export function page({ title, body, step, status = 200, headers = {} }: Page): Response {
  return new Response(documentOf({ title, body, step }).html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

function documentOf({ title, body, step }: Pick<Page, "title" | "body" | "step">): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#fff4d9">
<meta name="robots" content="noindex">
<title>${title} · ${TEXT.brand}</title>
<link rel="icon" href="data:,">
<style>${{ html: STYLE }}</style>
</head>
<body>
<p class="ribbon">${TEXT.ribbon}</p>
<header class="hero"><div><span class="brand">${LOGO}${TEXT.brand}</span>${step ? stepList(step) : null}</div></header>
<main>${body}</main>
<footer>${TEXT.footer}</footer>
</body>
</html>
`;
}

function stepList(step: number): Html {
  const items = STEPS.map((name, index) => {
    const current = index + 1 === step;
    return html`<li class="${index < step ? "on" : ""}"${current ? html` aria-current="step"` : null}><span class="sr">${name}</span></li>`;
  });
  return html`<ol class="steps" aria-label="${TEXT.steps}">${items}</ol>`;
}

/** 303: the browser fetches the next page with GET, so that a reload posts nothing again. */
export function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store", ...headers } });
}
