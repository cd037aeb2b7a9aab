// A browser without JavaScript, with an address and cookies of its own.
import { FORM_HEADERS, multipart, PHONE } from "../../bench/orders";

const PATIENCE_MS = 20_000;

export type Answer = { status: number; location: string | null; text: string };

export class Phone {
  readonly #cookies = new Map<string, string>();
  readonly #origin: string;
  readonly #address: string;

  /** `address`: as the proxy in front says it. */
  constructor(origin: string, address: string) {
    this.#origin = origin;
    this.#address = address;
  }

  get(path: string): Promise<Answer> {
    return this.#ask(path, { headers: this.#headers() });
  }

  /** Sends a form. Rejects when no whole answer came, as a browser shows that the page cannot be reached. */
  post(path: string, fields: Record<string, string>): Promise<Answer> {
    const headers = { ...this.#headers(), ...FORM_HEADERS, origin: this.#origin };
    return this.#ask(path, { method: "POST", headers, body: multipart(fields) });
  }

  #headers(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { "user-agent": PHONE, "x-forwarded-for": this.#address, ...(cookie && { cookie }) };
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const url = new URL(path, this.#origin);
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await answer.text();
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) this.#cookies.set(name, value ?? "");
    }
    return { status: answer.status, location: answer.headers.get("location"), text };
  }
}

function piecesOf(html: string, { from, to }: { from: string; to: string }): string[] {
  const starts = html.split(from).slice(1);
  return starts.map((rest) => `${from}${rest.slice(0, rest.indexOf(to))}`);
}

/** All fields of the form in `html` that has one of this name, as they are filled in. */
export function fieldsOf(html: string, field: string): Record<string, string> | null {
  const forms = piecesOf(html, { from: "<form", to: "</form>" });
  const form = forms.find((one) => one.includes(`name="${field}"`));
  if (!form) return null;
  const inputs = piecesOf(form, { from: "<input", to: ">" }).filter((tag) => !/type="(checkbox|radio|submit)"/.test(tag));
  const areas = piecesOf(form, { from: "<textarea", to: ">" });
  return Object.fromEntries(
    [...inputs, ...areas].flatMap((tag) => {
      const name = attribute(tag, "name");
      return name === null ? [] : [[name, attribute(tag, "value") ?? ""]];
    }),
  );
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  if (found === undefined) return null;
  return found.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
