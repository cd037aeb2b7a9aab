import { splitMembers } from "../openapi/json";
import type { Finding, MessageKind } from "./finding";
import type { Keyring } from "./keyring";
import { type FormSource, plainReadings } from "./readings";

/** A certificate's serial in the message differs from the configured certificate's: Alipay, or the owner, has a newer one. */
export function staleSerial(kind: MessageKind, source: FormSource, { serials }: Keyring): Finding[] {
  if (!kind.startsWith("openapi")) return [];
  const params = kind === "openapi.response" ? null : plainReadings(source)[0]?.params;
  const compared: [variable: string, held: string | null, received: string | undefined][] =
    kind === "openapi.request"
      ? [
          ["ALIPAY_APP_CERT", serials.app, params?.get("app_cert_sn")],
          ["ALIPAY_ROOT_CERT", serials.root, params?.get("alipay_root_cert_sn")],
        ]
      : [["ALIPAY_CERT", serials.alipay, params ? params.get("alipay_cert_sn") : inJson(source.message)]];
  return compared.flatMap(([variable, held, received]) =>
    held && received && held !== received
      ? [{ cause: "stale_certificate", about: `${variable} ${held} ≠ ${received.slice(0, 200)}` } as const]
      : [],
  );
}

function inJson(message: string): string | undefined {
  const raw = splitMembers(message)?.find(({ name }) => name === "alipay_cert_sn")?.raw;
  const value: unknown = raw === undefined ? undefined : JSON.parse(raw);
  return typeof value === "string" ? value : undefined;
}
