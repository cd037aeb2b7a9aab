import "server-only";
import { currentLanguage } from "@/lib/language/language";

/** The colours of app/globals.css, which a page outside of Next's own cannot link to. */
const LOOK = `body{margin:0;background:#f6f3ee;color:#1d1a16;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:26rem;margin:0 auto;padding:3rem 1rem}h1{font-size:1.25rem}`;
/** Of what looks like the shop's main button. */
export const BUTTON_LOOK =
  "display:block;padding:.75rem 1rem;border-radius:9999px;background:#c8331b;color:#fff;text-align:center;text-decoration:none;font-weight:500";

type PlainPage = { title: string; body: string; look: string };

/** A whole page of HTML that needs nothing else of the shop: neither its styles nor its scripts. `body` is HTML, `title` is text. */
export function plainPage({ title, body, look }: PlainPage): string {
  return `<!DOCTYPE html><html lang="${currentLanguage()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${inHtml(title)}</title><style>${LOOK}${look}</style></head><body><main>${body}</main></body></html>`;
}

/** Text as it may stand in HTML, in an attribute too. */
export function inHtml(value: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return value.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
