import { contractCause } from "../contract-refusal";
import { explainApiError } from "../openapi/errors";
import { parseJsonObject, splitMembers } from "../openapi/json";
import type { Cause, Finding } from "./finding";

const BY_ACTION = {
  same_again: "code_busy",
  query: "code_query",
  new_attempt: "code_new_attempt",
  fix_setup: "code_setup",
  give_up: "code_parameter",
  buyer_account: "code_buyer",
} as const satisfies Record<ReturnType<typeof explainApiError>["action"], Cause>;

/**
 * What an error answer says, by its code: whose mistake it is and where it is mended. Nothing for a success. The code is believed
 * only as far as it helps to look for a mistake: most of these answers are not signed.
 */
export function codeFindings(message: string): Finding[] {
  const said = message.trimStart().startsWith("{") ? saidInJson(message) : saidInXml(message);
  if (!said) return [];
  const cause = contractCause(said.code);
  const about = [said.code, said.words].filter(Boolean).join(" ").slice(0, 300);
  return [{ cause: cause ? `code_${cause}` : BY_ACTION[explainApiError(said.code).action], about }];
}

type Said = { code: string; words: string };

function saidInJson(message: string): Said | null {
  const raw = splitMembers(message)?.find(({ name }) => name.endsWith("_response"))?.raw ?? "";
  const fields = parseJsonObject(raw) ?? {};
  const text = (name: string) => (typeof fields[name] === "string" || typeof fields[name] === "number" ? String(fields[name]) : "");
  const code = text("sub_code") || text("code");
  return code === "" || text("code") === "10000" ? null : { code, words: text("sub_msg") || text("msg") };
}

/** `<error>` of MAPI's answers; `<sub_code>` and `<code>` of the token protocol's, which stand in a form. */
function saidInXml(message: string): Said | null {
  const xml = message.includes("res_error=") ? decodeAll(message) : message;
  const element = (name: string) => new RegExp(`<${name}>([^<]{1,200})<`).exec(xml)?.[1] ?? "";
  const isRefusal = xml.includes("<is_success>F<") || xml.includes("<err>");
  const code = element("error") || element("sub_code") || element("code");
  return isRefusal && code ? { code, words: element("detail") || element("msg") } : null;
}

function decodeAll(form: string): string {
  return new URLSearchParams(form).get("res_error") ?? "";
}
