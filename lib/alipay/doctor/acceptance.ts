import type { KeyObject } from "node:crypto";
import { splitMembers } from "../openapi/json";
import { parseNotification as parseOpenApiNotification } from "../openapi/notification";
import { parseResponse } from "../openapi/response";
import { parseReturn as parseOpenApiReturn } from "../openapi/return";
import { parseRefundNotification } from "../wap/mapi/refund-notification";
import { parseNotification } from "../wap/notification";
import { parseReturn } from "../wap/return";
import type { SecurityKeys } from "../wap/signing/security";
import type { Finding, MessageKind } from "./finding";
import type { Keyring } from "./keyring";
import type { DoctorSettings } from "./settings";

const FORM = "application/x-www-form-urlencoded";

/**
 * What the shop's own parser says about a message whose signature verifies. A genuine signature is not enough: the message
 * may belong to another app, lack its amount, or be a form that can be read in two ways.
 */
export function acceptance(kind: MessageKind, message: string, settings: DoctorSettings, ring: Keyring): Finding[] {
  const body = Buffer.from(message.trim(), "utf8");
  const refused = (result: { ok: boolean; reason?: string; detail?: string }): Finding[] =>
    result.ok ? [] : [{ cause: "refused_otherwise", about: [result.reason, result.detail].filter(Boolean).join(": ") }];
  // Without a configured app nobody can say that a message belongs to another one.
  const appId = settings.openapi.appId ?? /(?:^|[&?])app_id=(\w+)/.exec(message)?.[1] ?? "";
  const openApi = { appId, findKey: () => keyFor(ring, "openapi") };
  if (kind === "openapi.notify") return refused(parseOpenApiNotification(body, FORM, openApi));
  if (kind === "openapi.return") return refused(parseOpenApiReturn(message.trim(), openApi));
  if (kind === "openapi.response") return responseRefusal(message, ring);
  const secId = /(?:^|&)sec_id=MD5|(?:^|&)sign_type=MD5|(?:^|&)sign=[0-9a-f]{32}(?:&|$)/.test(message) ? "MD5" : "0001";
  const keys = keysFor(ring, secId, kind === "mapi.refund_notify" ? "mapi" : "wap");
  if (!keys) return [];
  if (kind === "wap.notify") return refused(parseNotification(body, FORM, keys));
  if (kind === "wap.return") return refused(parseReturn(message.trim(), keys));
  if (kind === "mapi.refund_notify") return refused(parseRefundNotification(body, FORM, keys));
  return [];
}

function responseRefusal(message: string, ring: Keyring): Finding[] {
  const names = splitMembers(message)?.map(({ name }) => name) ?? [];
  // An error answer names no method, so any method will do.
  const name = names.find((known) => known.endsWith("_response") && known !== "error_response")?.replace(/_response$/, "") ?? "any";
  const read = parseResponse(message, { method: name.replaceAll("_", "."), findKey: () => keyFor(ring, "openapi"), aesKey: ring.aesKey });
  return read.kind === "unknown" ? [{ cause: "refused_otherwise", about: read.detail }] : [];
}

function keyFor(ring: Keyring, protocol: "wap" | "mapi" | "openapi"): KeyObject | null {
  return ring.keys.find((named) => named.side === "alipay" && named.protocol === protocol)?.key ?? null;
}

function keysFor(ring: Keyring, secId: "MD5" | "0001", protocol: "wap" | "mapi"): SecurityKeys | null {
  const [privateKey] = ring.privateKeys;
  const peerPublicKey = keyFor(ring, protocol);
  if (secId === "MD5") return ring.md5Key ? { secId, md5Key: ring.md5Key } : null;
  return privateKey && peerPublicKey ? { secId, privateKey, peerPublicKey } : null;
}
