import { parseForm } from "../form";
import type { Candidate } from "./candidates";
import type { Cause, Finding, MessageKind } from "./finding";
import { signerOf } from "./identify";
import type { Keyring } from "./keyring";
import { alwaysThere } from "./known-names";
import { algorithmOf, type OpenedSignature } from "./opened-signature";
import { type FormSource, plainReadings } from "./readings";
import { signSpellings } from "./sign-spelling";
import { staleSerial } from "./stale-serial";
import { algorithmFindings, keyFindings } from "./verify-candidate";

const MD5_SIGN = /^[0-9a-f]{32}$/i;
/** The length of every MD5 key that was seen. */
const MD5_KEY_LENGTH = 32;

type Tried = {
  ring: Keyring;
  /** The configured partner number of the token protocol. */
  partner: string | undefined;
  candidates: readonly Candidate[];
  opened: (sign: string) => OpenedSignature | null;
};

/** Called when nothing verifies: what is certainly wrong, the keys first, or that no known cause fits. */
export function whyNot(kind: MessageKind, source: FormSource, { ring, partner, candidates, opened }: Tried): Finding[] {
  const sign = candidates[0]?.sign ?? "";
  const sealed: Finding[] = candidates[0]?.causes.includes("signed_ciphertext") ? [{ cause: "undecryptable" }] : [];
  const missing = ring.problems.length > 0 ? [] : configured(kind, sign, ring);
  const known = [...ring.problems, ...missing, ...otherLength(kind, sign, ring), ...staleSerial(kind, source, ring), ...sealed];
  const spelt = spelling(candidates, opened);
  const visible = visibleDamage(candidates, sign, spelt?.causes ?? []);
  if (known.length > 0) return [...known, ...visible];
  if (spelt)
    return [
      ...keyFindings(kind, spelt.opened.key, ring),
      ...algorithmFindings(kind, algorithmOf(spelt.opened)),
      ...visible,
      ...changed(kind, source, visible),
    ];
  const cut = cutSign(kind, sign, ring);
  if (cut) return [...visible, cut];
  if (MD5_SIGN.test(sign)) return [...visible, ...md5Differs(kind, source, { ring, partner, visible })];
  return [
    ...visible,
    sign === "" ? { cause: "nothing_fits", about: formTrouble(kind, source) } : { cause: "foreign_key", about: variableFor(kind, ring) },
  ];
}

/**
 * An MD5 signature does not show who made it, so that another key and other contents look alike: first what is certain of the contents,
 * then what is odd about the key, and else both with the numbers that tell whose message it is.
 */
function md5Differs(
  kind: MessageKind,
  source: FormSource,
  { ring, partner, visible }: { ring: Keyring; partner: string | undefined; visible: readonly Finding[] },
): Finding[] {
  const certain = changed(kind, source, visible).filter(({ cause }) => cause !== "contents_changed");
  if (certain.length > 0) return certain;
  const length = ring.md5Key?.length ?? 0;
  if (length !== MD5_KEY_LENGTH)
    return [{ cause: "key_unreadable", about: `ALIPAY_MD5_KEY has ${length} characters, Alipay's have ${MD5_KEY_LENGTH}` }];
  const named = numberIn(source);
  const about = named && partner && named !== partner ? `${named} ≠ ALIPAY_PARTNER ${partner}` : "ALIPAY_MD5_KEY";
  return [{ cause: "md5_differs", about: formTrouble(kind, source) ?? about }];
}

/** The partner's or seller's number that a message of the token protocol names. */
function numberIn(source: FormSource): string | undefined {
  const params = plainReadings(source)[0]?.params;
  const inXml = /<(?:seller_id|partner)>(\d{16})</.exec(params?.get("notify_data") ?? params?.get("res_data") ?? source.message)?.[1];
  return params?.get("partner") ?? params?.get("seller_id") ?? inXml;
}

/** What is certain of contents that were changed in no known way: what is missing, or cannot be read any more. */
function changed(kind: MessageKind, source: FormSource, visible: readonly Finding[]): Finding[] {
  const params = kind === "openapi.response" || kind === "mapi.answer" ? undefined : plainReadings(source)[0]?.params;
  const missing = params ? alwaysThere(kind).filter((name) => !params.has(name)) : [];
  if (missing.length > 0) return [{ cause: "parameter_missing", about: missing.join(", ") }];
  const lost = [...(params ?? [])].find(([, value]) => /\ufffd|\?{2,}/.test(value));
  if (lost || (!params && source.message.includes("\ufffd"))) return [{ cause: "characters_lost", about: lost?.[0] }];
  // When pluses in a text became blanks, nobody can say which of its blanks were pluses: that is change enough.
  return visible.some(({ cause }) => cause === "plus_to_space") ? [] : [{ cause: "contents_changed", about: formTrouble(kind, source) }];
}

/** The spelling of the signature in which one of the known keys opens it; whatever else is wrong, that key made it. */
function spelling(candidates: readonly Candidate[], open: (sign: string) => OpenedSignature | null) {
  const signs = new Set(candidates.map(({ sign }) => sign));
  for (const sign of signs) {
    const opened = open(sign);
    if (!opened) continue;
    const causes = signSpellings(candidates[0]?.sign ?? "").find((one) => one.sign === sign)?.causes ?? [];
    return { opened, causes };
  }
  return null;
}

/** Whether the key that should check such a message is there at all. */
export function configured(kind: MessageKind, sign: string, ring: Keyring): Finding[] {
  const wanted = signerOf(kind);
  const hasKey = ring.keys.some(({ side, protocol }) => side === wanted.side && protocol === wanted.protocol);
  const hasMd5 = wanted.protocol !== "openapi" && ring.md5Key !== null;
  if (MD5_SIGN.test(sign) ? hasMd5 || wanted.protocol === "openapi" : hasKey || (sign === "" && hasMd5)) return [];
  const isOwn = wanted.side === "own";
  const bare = isOwn ? "ALIPAY_PRIVATE_KEY" : wanted.protocol === "openapi" ? "ALIPAY_PUBLIC_KEY / ALIPAY_CERT" : "ALIPAY_PUBLIC_KEY";
  return [{ cause: "not_configured", about: MD5_SIGN.test(sign) ? "ALIPAY_MD5_KEY" : bare }];
}

function held(kind: MessageKind, { keys }: Keyring) {
  const wanted = signerOf(kind);
  return keys.filter(({ side, protocol }) => side === wanted.side && protocol === wanted.protocol);
}

function variableFor(kind: MessageKind, ring: Keyring): string | undefined {
  return held(kind, ring)[0]?.variable;
}

function bitsOf(sign: string): number {
  return Buffer.from(signSpellings(sign).at(-1)?.sign ?? "", "base64").length * 8;
}

/** A signature is as long as its key, so a key of another length cannot have made it; often it is the other protocol's. */
function otherLength(kind: MessageKind, sign: string, ring: Keyring): Finding[] {
  const bits = bitsOf(sign);
  const lengths = held(kind, ring).map(({ key }) => key.asymmetricKeyDetails?.modulusLength ?? 0);
  if (MD5_SIGN.test(sign) || bits < 1024 || bits % 512 !== 0 || lengths.length === 0 || lengths.includes(bits)) return [];
  return [{ cause: "other_key", about: `${held(kind, ring)[0]?.variable} has ${lengths[0]} bits, the signature ${bits}` }];
}

/** Shorter than any signature of the keys in question: a part of it is lost. */
function cutSign(kind: MessageKind, sign: string, ring: Keyring): Finding | null {
  const lengths = held(kind, ring).map(({ key }) => key.asymmetricKeyDetails?.modulusLength ?? 0);
  const bits = bitsOf(sign);
  const shortest = Math.min(...lengths);
  if (MD5_SIGN.test(sign) || sign === "" || lengths.length === 0 || bits >= shortest) return null;
  return { cause: "sign_cut", about: `${bits / 8} of ${shortest / 8} bytes` };
}

/** Base64 has no blanks and a form has no raw braces: that is certain, whatever else is wrong. */
function visibleDamage(candidates: readonly Candidate[], sign: string, spelt: readonly Cause[]): Finding[] {
  const isDecoded = candidates.every(({ causes }) => causes.includes("decoded_twice"));
  const causes: Cause[] = [
    ...(isDecoded ? (["decoded_twice"] as const) : []),
    ...(sign.includes(" ") ? (["plus_to_space"] as const) : []),
    ...spelt,
  ];
  return [...new Set(causes)].map((cause) => ({ cause }));
}

/** What the strict parser says when it refuses the form itself. */
function formTrouble(kind: MessageKind, { message, pairs }: FormSource): string | undefined {
  if (kind === "openapi.response" || kind === "mapi.answer" || pairs) return undefined;
  const form = parseForm(message.trim());
  return form.ok ? undefined : form.detail;
}
