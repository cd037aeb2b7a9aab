import "server-only";
import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { OwnAnswer } from "./ask-server";
import { withHashes } from "./hashed-page";

export const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Of a page in one of its forms: marked or not, compressed or not. */
export type Body = { bytes: Buffer; headers: OutgoingHttpHeaders };

export type KeptPage = {
  /** What all of its forms take up now. */
  readonly bytes: number;
  /** A form that is there; null: not yet. */
  ready(isMarked: boolean, encoding: Encoding): Body | null;
  make(isMarked: boolean, encoding: Encoding): Promise<Body>;
};

/** Level 5, as a proxy compresses what it makes on the fly; it is done once for many. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const compress = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: promisify(gzip) as (bytes: Buffer) => Promise<Buffer>,
  identity: async (bytes: Buffer) => bytes,
};

/** Asked for anew each time, but kept by the browser meanwhile, and by its list of pages to go back to. No cache in between may keep it. */
const CACHE_CONTROL = "private, no-cache";
/** Of one connection, or made anew below. */
const NOT_KEPT = [
  ...["connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "date"],
  ...["cache-control", "etag", "vary", "content-security-policy"],
];
/** What React and Next leave in a page of which a part failed, is not there or leads elsewhere, after its status was sent. */
const IS_BROKEN = /<!--\$!-->|data-dgst=|:E\{|__next-page-redirect/;
const HTML = "<html";
/** Next says in a header too which files a page will want. */
const NONCE_OF_LINK = /; nonce="[^"]*"/g;

/**
 * A page to be shown to many; null for an answer that is to be given once: anything but a whole page, and one that sets a cookie.
 * `mark` is what a marked page says in its first tag.
 */
export function keepPage({ status, headers, body }: OwnAnswer, mark: string): KeptPage | null {
  const { "content-security-policy": policy, "set-cookie": cookies, "content-type": type = "" } = headers;
  if (status !== 200 || cookies !== undefined || !/^text\/html\b/.test(type) || typeof policy !== "string") return null;
  const text = body.toString("utf8");
  if (!text.endsWith("</html>") || IS_BROKEN.test(text)) return null;
  const hashed = withHashes({ html: text, policy });
  if (!hashed) return null;
  const common: OutgoingHttpHeaders = {
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_KEPT.includes(name))),
    ...(headers.link !== undefined && { link: String(headers.link).replace(NONCE_OF_LINK, "") }),
    "cache-control": CACHE_CONTROL,
    "content-security-policy": hashed.policy,
    vary: [...new Set([...(headers.vary ?? "").split(", "), "Accept-Encoding"])].filter(Boolean).join(", "),
  };
  return createForms(hashed.html, common, mark);
}

function createForms(html: string, common: OutgoingHttpHeaders, mark: string): KeptPage {
  const forms = new Map<string, Body>();
  const plain = Buffer.from(html);
  let bytes = plain.byteLength;
  return {
    get bytes() {
      return bytes;
    },
    ready: (isMarked, encoding) => forms.get(`${isMarked} ${encoding}`) ?? null,
    async make(isMarked, encoding) {
      const source = isMarked ? Buffer.from(html.replace(HTML, `${HTML} ${mark}`)) : plain;
      const made = await compress[encoding](source);
      const headers = {
        ...common,
        "content-length": made.byteLength,
        ...(encoding !== "identity" && { "content-encoding": encoding }),
        etag: etagOf(source, common, encoding),
      };
      const body = { bytes: made, headers };
      if (!forms.has(`${isMarked} ${encoding}`) && made !== plain) bytes += made.byteLength;
      forms.set(`${isMarked} ${encoding}`, body);
      return body;
    },
  };
}

/** The same page made again, on whichever instance, has the same one. */
function etagOf(source: Buffer, common: OutgoingHttpHeaders, encoding: Encoding): string {
  const digest = createHash("sha256").update(JSON.stringify(common)).update(source).digest("base64url").slice(0, 27);
  return `"${digest}-${encoding}"`;
}
