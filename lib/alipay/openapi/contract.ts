import type { KeyObject } from "node:crypto";

/** The gateway's side of its contract with one app: the mirror of what OpenApiConfig holds. */
export type AppContract = {
  appId: string;
  /** Checks what the app signed; in certificate mode it comes from the app's certificate. */
  appPublicKey: KeyObject;
  /** Signs the gateway's messages. */
  alipayPrivateKey: KeyObject;
  /** Certificate mode; null with bare keys. */
  certificates: { appCertSn: string; rootCertSn: string; alipayCertSn: string } | null;
  aesKey: Buffer | null;
};

/** Finds the contract of an app; null when there is none. */
export type FindContract = (appId: string) => AppContract | null;
