import { splitMembers } from "../openapi/json";
import type { Finding, MessageKind } from "./finding";
import type { Keyring } from "./keyring";
import { readingsOf } from "./readings";

/** A certificate's serial in the message that is not that of the configured certificate: Alipay, or the owner, has a newer one. */
export function staleSerial(kind: MessageKind, message: string, { serials }: Keyring): Finding[] {
  if (!kind.startsWith("openapi")) return [];
  const isRequest = kind === "openapi.request";
  const told =
    kind === "openapi.response" ? inJson(message) : readingsOf(message)[0]?.params.get(isRequest ? "app_cert_sn" : "alipay_cert_sn");
  const held = isRequest ? (serials.app ? [serials.app] : []) : serials.alipay;
  if (!told || held.length === 0 || held.includes(told)) return [];
  return [{ cause: "stale_certificate", about: `${isRequest ? "ALIPAY_APP_CERT" : "ALIPAY_CERT"} ${held[0]} ≠ ${told.slice(0, 64)}` }];
}

function inJson(message: string): string | undefined {
  const raw = splitMembers(message)?.find(({ name }) => name === "alipay_cert_sn")?.raw;
  const value: unknown = raw === undefined ? undefined : JSON.parse(raw);
  return typeof value === "string" ? value : undefined;
}
