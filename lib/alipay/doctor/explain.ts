import { createHash } from "node:crypto";
import { splitMembers } from "../openapi/json";
import { acceptance } from "./acceptance";
import { type Candidate, candidatesOf } from "./candidates";
import { type Captured, readCaptured } from "./captured";
import type { Explanation, Finding, MessageKind } from "./finding";
import { identify } from "./identify";
import { type Keyring, readKeyring } from "./keyring";
import { maskSigned } from "./mask";
import { readingsOf } from "./readings";
import type { DoctorSettings } from "./settings";
import { staleSerial } from "./stale-serial";
import { whoSigned } from "./verify-candidate";
import { configured, whyNot } from "./why-not";

/** Longer than any answer that the shop reads. */
const MAX_LENGTH = 262_144;
/** A form is tried in some hundred readings: it may be as long as a notice that the shop takes, with four times its fields. */
const MAX_FORM_CHARACTERS = 65_536;
const MAX_FORM_FIELDS = 256;

/**
 * Says whether the shop would accept a request, an answer, a return or a notice, and if not, why: it tries what people and
 * software are known to get wrong until the signature verifies, fewest faults first. `captured` is a body, a query, an
 * address, or a whole HTTP request. No text makes it throw, and one that is longer or has more fields than any message of
 * Alipay's is not searched at all.
 */
export function explain(captured: string | Uint8Array, settings: DoctorSettings): Explanation {
  const ring = readKeyring(settings);
  const { message, causes: outer } = captured.length > MAX_LENGTH ? NOTHING : readCaptured(captured);
  const kind = isBounded(message) ? kindOf(message) : "unknown";
  if (kind === "unknown") return answer({ kind: "unknown", causes: [{ cause: "not_a_message" }], ring });
  const candidates = candidatesOf(kind, message, ring);
  const [expected] = candidates;
  if (!expected) return answer({ kind, causes: [...ring.problems, { cause: "undecryptable" }], ring });
  if (candidates.every(({ sign }) => sign === ""))
    return answer({ kind, causes: [...configured(kind, "", ring), { cause: "no_signature" }], ring, signed: expected });
  const happened = (candidate: Candidate) => [...new Set([...outer, ...candidate.causes])];
  for (const candidate of candidates) {
    const found = whoSigned(kind, candidate, ring);
    if (!found) continue;
    const causes: Finding[] = [...found, ...happened(candidate).map((cause) => ({ cause })), ...staleSerial(kind, message, ring)];
    const refusal = causes.length === 0 ? acceptance(kind, message, settings, ring) : [];
    return answer({ kind, causes: [...causes, ...refusal], ring, signed: candidate });
  }
  return answer({ kind, causes: whyNot(kind, message, { ring, candidates }), ring, signed: expected });
}

const NOTHING: Captured = { message: "", causes: [] };

function isBounded(message: string): boolean {
  if (/^\s*[{<]/.test(message)) return message.length <= MAX_LENGTH;
  return message.length <= MAX_FORM_CHARACTERS && message.split("&", MAX_FORM_FIELDS + 1).length <= MAX_FORM_FIELDS;
}

function kindOf(message: string): MessageKind {
  if (message.trimStart().startsWith("{") && !splitMembers(message)) return "unknown";
  for (const { params } of readingsOf(message)) {
    const kind = identify(message, params);
    if (kind !== "unknown") return kind;
  }
  return "unknown";
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
