import type { Screen } from "@/lib/shop/orders/placed-order";

/** How a visitor's browser can pay, by its User-Agent: only a hint for what to show, never a permission. */
export type BrowserKind =
  /** A phone's own browser, or Alipay's WebView: pays here. */
  | "phone"
  /** An app that does not let Alipay open: goes on in the phone's browser. */
  | "in_app"
  /** Alipay's cashier for phones turns it away: goes on with a phone, or on the page for computers where the contract has one. */
  | "desktop";

const ALIPAY = /AlipayClient/i;
const WECHAT_ON_DESKTOP = /WindowsWechat|MacWechat/i;
// "MQQBrowser/" is a browser of its own and pays; " QQ/8.9" is the chat app, which may carry both words.
const IN_APP = /MicroMessenger|\bQQ\/\d|__weibo__|\bWeibo\b|aweme|BytedanceWebview|NewsArticle/i;
const PHONE = /Android|iPhone|iPad|iPod|HarmonyOS|Mobile/i;

/** On which page of Alipay's this browser can pay; null where its visitor goes on elsewhere. WeChat blocks Alipay at a desk too. */
export function payScreen(userAgent: string | null, { hasComputerPage }: { hasComputerPage: boolean }): Screen | null {
  const kind = browserKind(userAgent);
  if (kind !== "desktop") return kind === "phone" ? "phone" : null;
  return hasComputerPage && !WECHAT_ON_DESKTOP.test(userAgent ?? "") ? "computer" : null;
}

export function browserKind(userAgent: string | null): BrowserKind {
  const ua = userAgent ?? "";
  if (ALIPAY.test(ua)) return "phone";
  if (WECHAT_ON_DESKTOP.test(ua)) return "desktop";
  if (IN_APP.test(ua)) return "in_app";
  return PHONE.test(ua) ? "phone" : "desktop";
}
