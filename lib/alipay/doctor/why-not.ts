import { parseForm } from "../form";
import type { Candidate } from "./candidates";
import type { Cause, Finding, MessageKind } from "./finding";
import { signerOf } from "./identify";
import type { Keyring } from "./keyring";
import { staleSerial } from "./stale-serial";

const MD5_SIGN = /^[0-9a-f]{32}$/i;

/** Called when nothing verifies: what is certainly wrong, the keys first, or that no known cause fits. */
export function whyNot(
  kind: MessageKind,
  message: string,
  { ring, candidates }: { ring: Keyring; candidates: readonly Candidate[] },
): Finding[] {
  const sign = candidates[0]?.sign ?? "";
  const sealed: Finding[] = candidates[0]?.causes.includes("signed_ciphertext") ? [{ cause: "undecryptable" }] : [];
  const missing = ring.problems.length > 0 ? [] : configured(kind, sign, ring);
  const known = [...ring.problems, ...missing, ...otherLength(kind, sign, ring), ...staleSerial(kind, message, ring), ...sealed];
  const visible = visibleDamage(candidates, sign);
  if (known.length > 0) return [...known, ...visible];
  // When pluses in a text became blanks, nobody can say which of its blanks were pluses.
  return visible.some(({ cause }) => cause === "plus_to_space")
    ? visible
    : [...visible, { cause: "nothing_fits", about: formTrouble(kind, message) }];
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

/** A signature is as long as its key, so a key of another length cannot have made it; often it is the other protocol's. */
function otherLength(kind: MessageKind, sign: string, { keys }: Keyring): Finding[] {
  const bits = Buffer.from(sign.replaceAll(" ", "+"), "base64").length * 8;
  const wanted = signerOf(kind);
  const held = keys.filter(({ side, protocol }) => side === wanted.side && protocol === wanted.protocol);
  const lengths = held.map(({ key }) => key.asymmetricKeyDetails?.modulusLength ?? 0);
  if (MD5_SIGN.test(sign) || bits < 1024 || bits % 512 !== 0 || lengths.length === 0 || lengths.includes(bits)) return [];
  return [{ cause: "other_key", about: `${held[0]?.variable} has ${lengths[0]} bits, the signature ${bits}` }];
}

/** Base64 has no blanks and a form has no raw braces: that is certain, whatever else is wrong. */
function visibleDamage(candidates: readonly Candidate[], sign: string): Finding[] {
  const isDecoded = candidates.every(({ causes }) => causes.includes("decoded_twice"));
  const causes: Cause[] = [...(isDecoded ? (["decoded_twice"] as const) : []), ...(sign.includes(" ") ? (["plus_to_space"] as const) : [])];
  return causes.map((cause) => ({ cause }));
}

/** What the strict parser says when it refuses the form itself. */
function formTrouble(kind: MessageKind, message: string): string | undefined {
  if (kind === "openapi.response" || kind === "mapi.answer") return undefined;
  const form = parseForm(message.trim());
  return form.ok ? undefined : form.detail;
}
