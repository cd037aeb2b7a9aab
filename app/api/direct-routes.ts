import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { visitorIp } from "@/lib/server/address";
import type { DirectRoute } from "@/lib/server/answer-directly";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { buyerCookieName } from "@/lib/shop/buyers/buyer-token";
import { MAX_NOTICE_BYTES } from "@/lib/shop/inbox/inbox";
import { answerNotice } from "./alipay/notify/answer-notice";
import { answerPoll } from "./orders/[no]/status/answer-poll";

/** What next.config.js has for all that stands below /api; a test compares the two. */
export const API_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
  "Strict-Transport-Security": "max-age=31536000",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
};

/** Answered in front of Next: Alipay's notices, and the pages that wait for news, of which there may be a thousand. */
export const DIRECT_ROUTES: readonly DirectRoute[] = [
  {
    method: "POST",
    path: /^\/api\/alipay\/notify$/,
    mostBytes: MAX_NOTICE_BYTES + 1,
    answer: ({ body, headers }) => answerNotice({ body, contentType: headers["content-type"] ?? null, remoteIp: ipOf(headers) }),
  },
  {
    method: "GET",
    path: /^\/api\/orders\/(\w{1,40})\/status$/,
    mostBytes: 0,
    answer: ({ parts: [no = ""], search, headers, caller }) =>
      answerPoll({ no, search, token: cookieOf(headers, buyerCookieName(getShop())), remoteIp: ipOf(headers), caller }),
  },
];

function ipOf(headers: IncomingHttpHeaders): string {
  return visitorIp(headers["x-forwarded-for"], getShop().config.trustedProxyHops);
}

/** The last cookie of a name, as Next reads them. What would have to be decoded is no token. */
function cookieOf({ cookie = "" }: IncomingHttpHeaders, name: string): string | undefined {
  const ours = cookie.split(/; */).filter((one) => one.startsWith(`${name}=`));
  return ours.at(-1)?.slice(name.length + 1);
}
