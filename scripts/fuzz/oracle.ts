// Decides what is a forgery, by no line of the shop's code and without any key: whoever has no key can only repeat what Alipay has
// signed. So a message is genuine when the part of it that is signed says, field by field, exactly what one of the messages says that
// were signed, with that message's signature; in which order, spelling and frame does not matter. All else is a forgery.
import type { Endpoint, Genuine, Sent } from "./message";

/** `genuine`: whose signed content it repeats; null for a forgery. */
export type Verdict = Genuine | null;

/** Blocks of a cipher, and what is in each. Anybody can encrypt for the shop, so they are no proof of anything. */
export type Cipher = { blocks: readonly Buffer[]; parts: readonly Buffer[] };

export type Oracle = {
  /** `cipher`: what the forger has encrypted; what was encrypted in genuine messages is known. */
  judge: (sent: Sent, cipher?: Cipher | null) => Verdict;
};

/** What no signature covers, by scheme (docs/wire/alipay-wap.md §2, docs/wire/alipay-openapi.md §2.3). */
const UNSIGNED = ["sign", "sign_type", "alipay_cert_sn"];
const NOTICE_OF_TOKEN_PROTOCOL = ["service", "v", "sec_id", "notify_data"];

export function createOracle(genuine: readonly Genuine[]): Oracle {
  const inside = new Map<string, Buffer>();
  const known = new Map<string, Genuine>();
  for (const message of genuine) {
    if (message.cipher) learn(inside, message.cipher);
    const fields = new Map(message.fields);
    for (const key of contentsOf(message.endpoint, fields, (sealed) => message.plain ?? sealed)) known.set(key, message);
  }
  return {
    judge(sent, cipher) {
      const also = new Map<string, Buffer>();
      if (cipher) learn(also, cipher);
      const open = (sealed: string) => openKnown((block) => also.get(block) ?? inside.get(block), sealed);
      // Of a return all has come with the first line.
      if (sent.framing === "cut" && sent.endpoint !== "return") return null;
      const text = sent.endpoint === "return" ? (sent.query.split("#", 1)[0] ?? "") : sent.body.toString("latin1");
      // The token protocol is UTF-8 whatever a field that it does not sign names.
      const readings = [readFields(text), readFields(text, "utf-8")].flatMap((fields) => fields ?? []);
      const found = readings.flatMap((fields) => contentsOf(sent.endpoint, fields, open)).map((key) => known.get(key));
      return found.find((one) => one !== undefined) ?? null;
    },
  };
}

function learn(inside: Map<string, Buffer>, { blocks, parts }: Cipher): void {
  for (const [at, block] of blocks.entries()) inside.set(block.toString("hex"), parts[at] ?? Buffer.alloc(0));
}

/** The signed content in each way in which a message of this address may be signed; the signature is part of it. */
function contentsOf(endpoint: Endpoint, fields: ReadonlyMap<string, string>, open: (sealed: string) => string | null): string[] {
  const sign = fields.get("sign") ?? "";
  const sorted = [...fields].filter(([name, value]) => value !== "" && !UNSIGNED.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  // Empty, it is a field that no signature covers, as any other.
  if (fields.get("notify_data")) {
    const [service, v, secId, data = ""] = NOTICE_OF_TOKEN_PROTOCOL.map((name) => fields.get(name));
    const plain = secId === "0001" ? open(data) : data;
    if (plain === null) return [];
    return [JSON.stringify([endpoint, "four", service, v, secId, plain, secId === "0001" ? bytesOf(sign) : sign])];
  }
  const type = fields.get("sign_type") ?? "";
  if (type === "RSA2") return [JSON.stringify([endpoint, "RSA2", sorted, bytesOf(sign)])];
  return [JSON.stringify([endpoint, "sorted", sorted, type === "MD5" || /^[0-9a-f]{32}$/.test(sign) ? sign : bytesOf(sign)])];
}

/** The bytes of a signature, however its base64 is spelled. */
function bytesOf(base64: string): string {
  return Buffer.from(base64, "base64").toString("hex");
}

/** What is in a cipher of which every block is known; null for any other. */
function openKnown(inside: (block: string) => Buffer | undefined, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  const size = 128;
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    inside(bytes.subarray(at * size, (at + 1) * size).toString("hex")),
  );
  return parts.some((part) => part === undefined) ? null : Buffer.concat(parts as Buffer[]).toString("utf8");
}

/**
 * The fields of a form, read as leniently as anybody could; null when a name has two values, or a text is not in `charset`: the one that
 * the form names, unless it is given.
 */
export function readFields(text: string, charset = charsetNamedIn(text)): Map<string, string> | null {
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  const fields = new Map<string, string>();
  try {
    for (const pair of text.replace(/^\?/, "").split("&").filter(Boolean)) {
      const at = pair.indexOf("=");
      const name = decoder.decode(unescaped(at < 0 ? pair : pair.slice(0, at)));
      const value = at < 0 ? "" : decoder.decode(unescaped(pair.slice(at + 1)));
      if (fields.has(name) && fields.get(name) !== value) return null;
      fields.set(name, value);
    }
  } catch {
    return null;
  }
  return fields;
}

function charsetNamedIn(text: string): "gbk" | "utf-8" {
  return /(?:^|&)charset=(?:gbk|gb2312|gb18030)(?:&|$)/i.test(text) ? "gbk" : "utf-8";
}

function unescaped(escaped: string): Buffer {
  const plain = escaped
    .replaceAll("+", " ")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}
