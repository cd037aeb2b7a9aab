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
  /** What all that is held for it takes up now. */
  readonly bytes: number;
  /** What stands on it, by the names that news of changes use. */
  readonly subjects: readonly string[];
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
/** What the headers of one form, and the places where it is kept, take up beside their texts; measured in kept-page.test.ts. */
const FORM_OVERHEAD = 1024;
/** Next says in a header too which files a page will want. */
const NONCE_OF_LINK = /; nonce="[^"]*"/g;

export type KeepOptions = {
  /** What a marked page says in its first tag. */
  mark: string;
  /** What stands on a page, of its text. */
  subjectsOf: (html: string) => Iterable<string>;
};

/** A page to be shown to many; null for an answer that is to be given once: anything but a whole page, and one that sets a cookie. */
export function keepPage({ status, headers, body }: OwnAnswer, { mark, subjectsOf }: KeepOptions): KeptPage | null {
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
    vary: [...new Set([...(headers.vary ?? "").split(", "), "Accept-Encoding", "Accept-Language"])].filter(Boolean).join(", "),
  };
  // Parts of a text hold all of it; these are new.
  const subjects: string[] = JSON.parse(JSON.stringify([...new Set(subjectsOf(hashed.html))]));
  return createForms({ plain: Buffer.from(hashed.html), common, mark, subjects });
}

type Parts = { plain: Buffer; common: OutgoingHttpHeaders; mark: string; subjects: string[] };

/** Holds no text of the page: as a string of two bytes a letter it would take up more than all else. */
function createForms({ plain, common, mark, subjects }: Parts): KeptPage {
  const forms = new Map<string, Body>();
  const digested = JSON.stringify(common);
  let bytes = plain.byteLength + digested.length + subjects.join().length;
  return {
    subjects,
    get bytes() {
      return bytes;
    },
    ready: (isMarked, encoding) => forms.get(`${isMarked} ${encoding}`) ?? null,
    async make(isMarked, encoding) {
      const source = isMarked ? withMark(plain, mark) : plain;
      const made = await compress[encoding](source);
      const name = `${isMarked} ${encoding}`;
      const known = forms.get(name);
      if (known) return known;
      const headers = {
        ...common,
        "content-length": made.byteLength,
        ...(encoding !== "identity" && { "content-encoding": encoding }),
        etag: etagOf(source, digested, encoding),
      };
      const body = { bytes: made === plain ? plain : tight(made), headers };
      bytes += FORM_OVERHEAD + (made === plain ? 0 : made.byteLength);
      forms.set(name, body);
      return body;
    },
  };
}

/** The page with `mark` in its first tag. */
function withMark(page: Buffer, mark: string): Buffer {
  const at = page.indexOf(HTML) + HTML.length;
  return Buffer.concat([page.subarray(0, at), Buffer.from(` ${mark}`), page.subarray(at)]);
}

/** In memory of its own: what comes from zlib may be the beginning of a longer piece, which would be held with it. */
function tight(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.byteLength);
  bytes.copy(own);
  return own;
}

/** The same page made again, on whichever instance, has the same one. */
function etagOf(source: Buffer, headers: string, encoding: Encoding): string {
  const digest = createHash("sha256").update(headers).update(source).digest("base64url").slice(0, 27);
  return `"${digest}-${encoding}"`;
}
