import { KeyObject } from "node:crypto";

/** The gateway's side of its contract with one app: the mirror of what OpenApiConfig holds. */
export type AppContract = {
  appId: string;
  /** Checks what the app signed; in certificate mode it comes from the app's certificate. */
  appPublicKey: KeyObject;
  /** Signs the gateway's messages. */
  alipayPrivateKey: KeyObject;
  /** Certificate mode; null with bare keys. */
  certificates: { appCertSn: string; rootCertSn: string; alipayCertSn: string; inCallbacks?: SerialInCallbacks } | null;
  aesKey: Buffer | null;
};

/** Finds the contract of an app; null when there is none. */
export type FindContract = (appId: string) => AppContract | null;

/** Whether notices and returns name Alipay's certificate, and sign that (docs/wire/alipay-openapi.md §2.3); absent by default. */
export type SerialInCallbacks = "absent" | "unsigned" | "signed";

/**
 * The key for a message that names this certificate, or each that may have signed one that names none; null when nothing that
 * is held can have signed it.
 */
export type FindKey = (alipayCertSn: string | null) => KeyObject | readonly KeyObject[] | null;

/** What was found, as a list. */
export function keysOf(found: ReturnType<FindKey>): readonly KeyObject[] {
  return found instanceof KeyObject ? [found] : (found ?? []);
}
