import { createHash } from "node:crypto";
import { parseForm } from "../form";
import { splitMembers } from "../openapi/json";
import { acceptance } from "./acceptance";
import { type Candidate, candidatesOf } from "./candidates";
import type { Explanation, Finding, MessageKind } from "./finding";
import { identify, messageIn, signerOf, textOf } from "./identify";
import { type Keyring, readKeyring } from "./keyring";
import { maskSigned } from "./mask";
import { readingsOf } from "./readings";
import type { DoctorSettings } from "./settings";
import { staleSerial } from "./stale-serial";
import { whoSigned } from "./verify-candidate";

const MAX_CHARACTERS = 262_144;

/**
 * Says of a request, an answer, a return or a notice whether the shop would take it, and if not, why: by trying what people
 * and software are known to get wrong until the signature verifies, fewest faults first. `captured` is a
 * body, a query, an address, or a whole HTTP request. Nothing here throws for what a text holds.
 */
export function explain(captured: string | Uint8Array, settings: DoctorSettings): Explanation {
  const message = messageIn(textOf(captured));
  const ring = readKeyring(settings);
  const kind = kindOf(message);
  if (kind === "unknown" || message.length > MAX_CHARACTERS) return answer({ kind: "unknown", causes: [{ cause: "not_a_message" }], ring });
  const candidates = candidatesOf(kind, message, ring);
  const [expected] = candidates;
  if (!expected) return answer({ kind, causes: [...ring.problems, { cause: "undecryptable" }], ring });
  if (candidates.every(({ sign }) => sign === ""))
    return answer({ kind, causes: [...configured(kind, ring), { cause: "no_signature" }], ring, signed: expected });
  for (const candidate of candidates) {
    const found = whoSigned(kind, candidate, ring);
    if (!found) continue;
    const causes: Finding[] = [...found, ...candidate.causes.map((cause) => ({ cause })), ...staleSerial(kind, message, ring)];
    const refusal = causes.length === 0 ? acceptance(kind, message, settings, ring) : [];
    return answer({ kind, causes: [...causes, ...refusal], ring, signed: candidate });
  }
  return answer({ kind, causes: whyNot(kind, message, { ring, expected }), ring, signed: expected });
}

function kindOf(message: string): MessageKind {
  if (message.trimStart().startsWith("{") && !splitMembers(message)) return "unknown";
  for (const { params } of readingsOf(message)) {
    const kind = identify(message, params);
    if (kind !== "unknown") return kind;
  }
  return "unknown";
}

/** Nothing verified: the keys themselves are to blame where something is known to be wrong with them. */
function whyNot(kind: MessageKind, message: string, { ring, expected }: { ring: Keyring; expected: Candidate }): Finding[] {
  const sealed: Finding[] = expected.causes.includes("signed_ciphertext") ? [{ cause: "undecryptable" }] : [];
  const missing = ring.problems.length > 0 ? [] : configured(kind, ring);
  const known = [...ring.problems, ...missing, ...staleSerial(kind, message, ring), ...sealed];
  return known.length > 0 ? known : [{ cause: "nothing_fits", about: formTrouble(kind, message) }];
}

/** Whether the key that should check such a message is there at all. */
function configured(kind: MessageKind, ring: Keyring): Finding[] {
  const wanted = signerOf(kind);
  const isThere = ring.keys.some(({ side, protocol }) => side === wanted.side && protocol === wanted.protocol);
  const hasMd5 = wanted.protocol !== "openapi" && ring.md5Key !== null;
  if (isThere || hasMd5) return [];
  const isOwn = wanted.side === "own";
  return [
    {
      cause: "not_configured",
      about: isOwn
        ? "ALIPAY_PRIVATE_KEY"
        : wanted.protocol === "openapi"
          ? "ALIPAY_PUBLIC_KEY / ALIPAY_CERT"
          : "ALIPAY_MD5_KEY / ALIPAY_PUBLIC_KEY",
    },
  ];
}

/** What the strict reader says of the form, where it would not even read it. */
function formTrouble(kind: MessageKind, message: string): string | undefined {
  if (kind === "openapi.response" || kind === "mapi.answer") return undefined;
  const form = parseForm(message.trim());
  return form.ok ? undefined : form.detail;
}

type Answer = { kind: MessageKind; causes: Finding[]; ring: Keyring; signed?: Candidate };

function answer({ kind, causes, ring, signed }: Answer): Explanation {
  const bytes = signed?.bytes;
  const leftOver = causes.length === 0 ? ring.problems : [];
  return {
    ok: causes.length === 0,
    kind,
    causes,
    notes: [...ring.notes, ...leftOver],
    signedString: signed ? maskSigned(signed.text) : null,
    fingerprint: bytes ? { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length } : null,
  };
}
