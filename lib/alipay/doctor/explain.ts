import { createHash } from "node:crypto";
import { splitMembers } from "../openapi/json";
import { judge } from "./acceptance";
import { type Candidate, candidatesOf, groundsOf } from "./candidates";
import { type Captured, readCaptured } from "./captured";
import { searchDeep } from "./deep-search";
import { codeFindings } from "./error-answer";
import type { Explanation, Finding, MessageKind } from "./finding";
import { explainGatewayString, type GatewayString, readGatewayString } from "./gateway-string";
import { identify } from "./identify";
import { type Keyring, readKeyring } from "./keyring";
import { hidesValues, isCut } from "./logs/find-message";
import { maskSigned } from "./mask";
import { plainReadings } from "./readings";
import type { DoctorSettings } from "./settings";
import { staleSerial } from "./stale-serial";
import { createVerifier, type Verifier } from "./verify-candidate";
import { configured, whyNot } from "./why-not";

/** Longer than any answer that the shop reads. */
const MAX_LENGTH = 262_144;
/** A form is tried in some hundred readings: it may be as long as a notice that the shop takes, with four times its fields. */
const MAX_FORM_CHARACTERS = 65_536;
const MAX_FORM_FIELDS = 256;
/** In so many ways to read the form its single parameters are doubted too. */
const MOST_GROUNDS = 3;

/**
 * Says whether the shop would accept a request, an answer, a return or a notice, and if not, why: it tries what people and
 * software are known to get wrong until the signature verifies, fewest faults first. `captured` is a body, a query, an
 * address, or a whole HTTP request. No text makes it throw, and one that is longer or has more fields than any message of
 * Alipay's is not searched at all.
 */
export function explain(given: string | Uint8Array, settings: DoctorSettings): Explanation {
  const ring = readKeyring(settings);
  const captured = given.length > MAX_LENGTH ? NOTHING : readCaptured(given);
  const shown = readGatewayString(captured.text);
  if (shown) return explainPage(shown, ring, settings);
  if (!isBounded(captured)) return answer({ kind: "unknown", causes: [{ cause: "not_a_message" }], ring });
  const kind = kindOf(captured);
  if (kind === "unknown") return answer({ kind, causes: [noMessage(captured)], ring });
  const verdict = captured.isAsItCame ? judge(kind, captured, settings, ring) : null;
  const candidates = candidatesOf(kind, captured, ring);
  const [expected] = candidates;
  const verifier = createVerifier(kind, ring);
  const found = findSigned({ kind, captured, ring, candidates, verifier });
  const codes = isAnswer(kind) ? codeFindings(captured.message) : [];
  // What an answer says of a trade counts less than why nobody can believe it.
  const ofTrade = codes.filter(({ cause }) => cause === "code_query");
  const ofRequest = codes.filter(({ cause }) => cause !== "code_query");
  const said = (causes: Finding[], signed: Candidate | undefined = expected) =>
    answer({ kind, causes: [...ofRequest, ...causes, ...ofTrade], ring, signed });
  if (verdict?.taken) return answer({ kind, causes: [], notes: codes, ring, signed: found?.signed ?? expected });
  if (!expected) return said(codes.length > 0 ? [] : [...ring.problems, { cause: "undecryptable" }]);
  if (candidates.every(({ sign }) => sign === "")) return said([...configured(kind, "", ring), { cause: "no_signature" }]);
  const deeper = found ?? findDeeper({ kind, captured, ring, settings, verifier });
  if (!deeper) return said(whyNot(kind, captured, { ring, partner: settings.wap.partner, candidates, opened: verifier.opened }));
  const refusal: Finding[] =
    deeper.causes.length === 0 && verdict
      ? [{ cause: kind.endsWith("request") ? "gateway_refuses" : "refused_otherwise", about: verdict.reason }]
      : [];
  return said([...deeper.causes, ...refusal], deeper.signed);
}

function isAnswer(kind: MessageKind): boolean {
  return kind === "openapi.response" || kind === "mapi.answer" || kind === "wap.token_response";
}

/** Why nothing can be found out of a text at all, as far as it shows that. */
function noMessage({ text }: Captured): Finding {
  if (hidesValues(text)) return { cause: "values_not_logged" };
  return { cause: isCut(text) ? "text_cut" : "not_a_message" };
}

/** The page, or the answer, on which Alipay shows the string that it verified. */
function explainPage(shown: GatewayString, ring: Keyring, settings: DoctorSettings): Explanation {
  const signed: Candidate = { causes: [], text: shown.theirs, bytes: Buffer.from(shown.theirs, "utf8"), sign: "" };
  const causes = [...ring.problems, ...explainGatewayString(shown, ring, settings)];
  return answer({ kind: "openapi.error_page", causes, ring, signed });
}

const NOTHING: Captured = { text: "", message: "", pairs: null, causes: [], http: null, isAsItCame: true, isGbk: false };

type Search = { kind: MessageKind; captured: Captured; ring: Keyring; verifier: Verifier };
type Signed = { signed: Candidate; causes: Finding[] };

/** The first text that one of the keys signed, and what must have happened; null when there is none. */
function findSigned({ kind, captured, ring, candidates, verifier }: Search & { candidates: readonly Candidate[] }): Signed | null {
  for (const candidate of candidates) {
    const found = verifier.whoSigned(candidate);
    if (!found) continue;
    const happened = [...new Set([...captured.causes, ...candidate.causes])].map((cause) => ({ cause }));
    return { signed: candidate, causes: [...found, ...happened, ...staleSerial(kind, captured, ring)] };
  }
  return null;
}

/** A search among changes of single parameters, where it can be of use: one of the keys made the signature, or may have. */
function findDeeper({ kind, captured, ring, settings, verifier }: Search & { settings: DoctorSettings }): Signed | null {
  const isPromising = (sign: string) => verifier.opened(sign) !== null || (ring.md5Key !== null && /^[0-9a-f]{32}$/i.test(sign));
  const grounds = groundsOf(kind, captured, ring)
    .filter(({ sign }) => isPromising(sign))
    .sort((one, other) => one.causes.length - other.causes.length)
    .slice(0, MOST_GROUNDS);
  const { appId, sellerId } = settings.openapi;
  const { partner, sellerAccount } = settings.wap;
  const configuredNames = { app_id: appId, auth_app_id: appId, seller_id: sellerId, partner, seller_email: sellerAccount };
  const found = searchDeep(kind, { grounds, configured: configuredNames, check: verifier.whoSigned });
  if (!found) return null;
  const outer = captured.causes.map((cause) => ({ cause }));
  const named = found.findings.filter(
    ({ cause, about }) => about !== undefined || !found.findings.some((one) => one.cause === cause && one.about),
  );
  return { signed: found.candidate, causes: [...found.signer, ...named, ...outer] };
}

function isBounded({ message, pairs }: Captured): boolean {
  if (!pairs && /^\s*[{<]/.test(message)) return message.length <= MAX_LENGTH;
  return message.length <= MAX_FORM_CHARACTERS && (pairs?.size ?? message.split("&", MAX_FORM_FIELDS + 1).length) <= MAX_FORM_FIELDS;
}

function kindOf(captured: Captured): MessageKind {
  const { message, pairs } = captured;
  if (pairs && hidesValues(message)) return "unknown";
  if (!pairs && message.trimStart().startsWith("{") && !splitMembers(message)) return "unknown";
  for (const { params } of plainReadings(captured)) {
    const kind = identify(message, params);
    if (kind !== "unknown") return kind;
  }
  return "unknown";
}

type Answer = { kind: MessageKind; causes: Finding[]; notes?: Finding[]; ring: Keyring; signed?: Candidate };

function answer({ kind, causes, notes = [], ring, signed }: Answer): Explanation {
  const bytes = signed?.bytes;
  const leftOver = causes.length === 0 ? ring.problems : [];
  return {
    ok: causes.length === 0,
    kind,
    causes,
    notes: [...notes, ...ring.notes, ...leftOver],
    signedString: signed ? maskSigned(signed.text) : null,
    fingerprint: bytes ? { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length } : null,
  };
}
