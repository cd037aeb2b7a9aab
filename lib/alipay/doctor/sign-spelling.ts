import { decodeBase64 } from "../base64";
import type { Cause } from "./finding";

/** A signature in its one right spelling, and what happened to it if that is the right one. */
export type SignSpelling = { causes: Cause[]; sign: string };

const MD5_HEX = /^[0-9a-f]{32}$/i;
/** 1024 to 4096 bits in hex. */
const isRsaHex = (text: string) => text.length >= 256 && text.length <= 1_024 && text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text);

/**
 * The signature as it came, then as it must have been: the readers take base64 in its one canonical spelling only, so every
 * other one is repaired here and reported.
 */
export function signSpellings(sign: string): SignSpelling[] {
  const asCame: SignSpelling = { causes: [], sign };
  if (sign === "" || MD5_HEX.test(sign)) return [asCame];
  if (isRsaHex(sign)) return [asCame, { causes: ["sign_hex"], sign: Buffer.from(sign, "hex").toString("base64") }];
  if (decodeBase64(sign)) return [asCame, ...inner(asCame)];
  const repaired = [repair(sign, "+"), ...(/\S\s+\S/.test(sign) ? [repair(sign, "")] : [])];
  return [asCame, ...repaired.filter((one): one is SignSpelling => one !== null).flatMap((one) => [one, ...inner(one)])];
}

/** `blank`: what a blank was before: a plus, or a line's end. */
function repair(sign: string, blank: "+" | ""): SignSpelling | null {
  const causes: Cause[] = [];
  const step = (cause: Cause, from: string, to: string) => {
    if (from !== to) causes.push(cause);
    return to;
  };
  const html = step("html_escaped", sign, unescapeSign(sign));
  const decoded = step("encoded_twice", html, unescapePercents(html));
  const onOneLine = step("sign_wrapped", decoded, decoded.replace(/\\[nrt]/g, "").replace(/[\r\n\t\u200b\ufeff\u00a0]/g, ""));
  const blanks = step(blank === "+" ? "plus_to_space" : "sign_wrapped", onOneLine, onOneLine.replaceAll(" ", blank));
  const unquoted = step("sign_spelling", blanks, blanks.replace(/^["']|["']$/g, ""));
  const usual = step("sign_url_safe", unquoted, unquoted.replaceAll("-", "+").replaceAll("_", "/"));
  const bare = usual.split("=", 1)[0] ?? "";
  if (!/^[A-Za-z0-9+/]*$/.test(bare)) return null;
  const canonical = Buffer.from(bare, "base64").toString("base64");
  const padded = step("sign_padding_lost", usual, bare + "=".repeat(-bare.length & 3));
  return { causes: [...new Set(causes)], sign: step("sign_spelling", padded, canonical) };
}

function unescapePercents(sign: string): string {
  return sign
    .replace(/%(?:25)*2B/gi, "+")
    .replace(/%(?:25)*2F/gi, "/")
    .replace(/%(?:25)*3D/gi, "=")
    .replace(/%(?:25)*0[AD]/gi, "\n");
}

function unescapeSign(sign: string): string {
  return sign
    .replaceAll("&amp;", "&")
    .replace(/&#0*43;|&#x0*2b;|&plus;/gi, "+")
    .replace(/&#0*47;|&#x0*2f;|&sol;/gi, "/")
    .replace(/&#0*61;|&#x0*3d;|&equals;/gi, "=")
    .replace(/&#0*1[03];|&#x0*[ad];/gi, "\n");
}

/** A signature that is the base64 of base64, or of hex. */
function inner({ causes, sign }: SignSpelling): SignSpelling[] {
  const text = decodeBase64(sign)?.toString("latin1") ?? "";
  if (isRsaHex(text)) return [{ causes: [...causes, "sign_hex"], sign: Buffer.from(text, "hex").toString("base64") }];
  return text.length >= 128 && decodeBase64(text) ? [{ causes: [...causes, "sign_base64_twice"], sign: text }] : [];
}
