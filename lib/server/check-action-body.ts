import "server-only";
import { readBody } from "./read-body";

/** What all forms of the shop together need less than; next.config.js tells Next the same. In bytes. */
export const MAX_ACTION_BYTES = 64 * 1024;
/** A form's last answer goes back and forth with it, and is never nested deeper than this. */
const MAX_DEPTH = 8;

const PLAIN_PART = /^\r\nContent-Disposition: form-data; name="[^"\r\n]*"\r\n\r\n/i;
const ID = /^[0-9a-f]{42}$/;

export type BodyProblem = "too_big" | "malformed";

/**
 * Looks at the body of a post that Next would take for an action, and reads no more of it than an action may have. Next answers a
 * body that it cannot read with 500 and a stack in the log, whoever sent it; and of what React can be told in one, our forms use
 * little: an answer of theirs, and fields. Returns null for what they send, and for every post that is not an action.
 */
export async function checkActionBody(request: Pick<Request, "method" | "headers" | "body">): Promise<BodyProblem | null> {
  const id = request.headers.get("next-action");
  const type = request.headers.get("content-type") ?? "";
  const isMultipart = type.startsWith("multipart/form-data"); // with these very letters, as Next looks at it
  if (request.method !== "POST" || (id === null && !isMultipart)) return null;
  if (id !== null && !ID.test(id)) return "malformed";
  if (Number(request.headers.get("content-length") ?? 0) > MAX_ACTION_BYTES) return "too_big";
  const bytes = await readBody(request, MAX_ACTION_BYTES + 1).catch(() => null);
  if (!bytes) return "malformed"; // whoever sent it went away in the middle
  if (bytes.length > MAX_ACTION_BYTES) return "too_big";
  if (!isMultipart) return isArguments(Buffer.from(bytes).toString("utf8")) ? null : "malformed";
  const isPlainForm = hasPlainParts(Buffer.from(bytes).toString("latin1"), type);
  const form = isPlainForm
    ? await new Response(Buffer.from(bytes), { headers: { "Content-Type": type } }).formData().catch(() => null)
    : null;
  return form && (id === null ? isPostedForm(form) : isSentForm(form)) ? null : "malformed";
}

/**
 * Whether all parts are fields as browsers write them (HTML, multipart/form-data encoding algorithm): a name, and no other header. Of
 * all else Next's two readers of forms and ours could make different things, and one of them throws. No form of the shop has a file.
 */
function hasPlainParts(body: string, type: string): boolean {
  const boundary = /^multipart\/form-data; ?boundary=("?)([\w'()+,./:=?-]{1,70})\1$/.exec(type)?.[2];
  const [before, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  return before === "" && (end === "--" || end === "--\r\n") && parts.every((part) => PLAIN_PART.test(part));
}

/** What a form's own script sends: the arguments, and the fields of the one that is a form (`_1_name`). */
function isSentForm(form: FormData): boolean {
  const args = form.getAll("0");
  return args.length === 1 && isArguments(args[0]) && [...form.keys()].every((name) => name === "0" || /^_\d+_/.test(name));
}

/** What a browser posts by itself: the action that its hidden fields name, with what the server bound to it. */
function isPostedForm(form: FormData): boolean {
  const named = [...form.keys()].filter((name) => /^\$ACTION_(?:ID|REF)_/.test(name));
  return named.length > 0 && named.length <= 2 && named.every((name) => isAction(form, name));
}

function isAction(form: FormData, name: string): boolean {
  if (name.startsWith("$ACTION_ID_")) return ID.test(name.slice("$ACTION_ID_".length));
  const number = name.slice("$ACTION_REF_".length);
  const descriptor = parse(form.get(`$ACTION_${number}:0`));
  if (!/^\d+$/.test(number) || typeof descriptor !== "object" || descriptor === null) return false;
  const { id, bound = null, ...others } = descriptor as { id?: unknown; bound?: unknown };
  if (typeof id !== "string" || !ID.test(id) || Object.keys(others).length > 0) return false;
  if (bound === null) return true;
  const part = typeof bound === "string" && /^\$@([1-9a-f][0-9a-f]{0,3})$/.exec(bound)?.[1];
  return Boolean(part) && isArguments(form.get(`$ACTION_${number}:${part}`));
}

function isArguments(text: unknown): boolean {
  const value = parse(text);
  return Array.isArray(value) && value.length <= MAX_DEPTH && isPlain(value, MAX_DEPTH);
}

/** Values of JSON, a form, undefined: nothing else that React's references (`$…`) can stand for, and no NUL, which PostgreSQL has no letter for. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === "string") return !value.includes("\0") && (!value.startsWith("$") || /^\$(?:\$|undefined$|K[0-9a-f]+$)/.test(value));
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((one) => isPlain(one, depth - 1));
}

/** Undefined for what is no text of JSON. */
function parse(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
