import type { Emulator } from "../emulator";
import { EMULATOR } from "./test-merchant";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

export type Shown = { status: number; html: string; headers: Headers; url: string };

/** A phone's browser without JavaScript: keeps cookies, follows redirects within the emulator, fills in forms. */
export function openPhone(emulator: Emulator, { userAgent = IPHONE }: { userAgent?: string } = {}) {
  const cookies = new Map<string, string>();

  async function go(url: string, init: RequestInit = {}): Promise<Shown> {
    const absolute = new URL(url, EMULATOR).toString();
    const headers = new Headers(init.headers);
    headers.set("user-agent", userAgent);
    if (!headers.has("cookie")) headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
    const response = await emulator.handle(new Request(absolute, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (response.status === 303 && location) return go(location);
    return { status: response.status, html: await response.text(), headers: response.headers, url: absolute };
  }

  /** Posts the one form of a page. */
  async function fillIn(page: Shown, fields: Record<string, string>): Promise<Shown> {
    const action = / method="post" action="([^"]+)"/.exec(page.html)?.[1];
    if (!action) throw new Error(`the page has no form: ${page.html}`);
    return go(action, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });
  }

  return { go, fillIn };
}

/** The address of the page's link with this text, as a browser reads it. */
export function linkNamed(page: Shown, text: string): string | null {
  const link = page.html.split("<a ").find((part) => part.includes(`>${text}</a>`));
  return /href="([^"]+)"/.exec(link ?? "")?.[1]?.replaceAll("&amp;", "&") ?? null;
}
