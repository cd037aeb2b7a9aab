import type { MessageKind } from "./finding";

/** The kind of a message, by what only that kind holds; damaged messages should still be recognised. */
export function identify(message: string, params: ReadonlyMap<string, string>): MessageKind {
  if (message.trimStart().startsWith("{")) return /"\w+_response"\s*:/.test(message) ? "openapi.response" : "unknown";
  if (/^\s*(<\?xml[^>]*>\s*)?<alipay>/.test(message)) return "mapi.answer";
  const has = (...names: string[]) => names.every((name) => params.has(name));
  const service = params.get("service") ?? "";
  if (has("res_data") || has("res_error")) return "wap.token_response";
  if (has("notify_data")) return "wap.notify";
  if (service === "alipay.wap.trade.create.direct") return "wap.token_request";
  if (service === "alipay.wap.auth.authAndExecute") return "wap.auth_request";
  if (params.get("notify_type") === "batch_refund_notify" || has("result_details")) return "mapi.refund_notify";
  if (service) return "mapi.request";
  if (has("method", "biz_content")) return "openapi.request";
  if (params.get("method")?.endsWith(".return")) return "openapi.return";
  if (has("app_id") && (has("notify_id") || has("trade_status"))) return "openapi.notify";
  if (has("request_token") || has("result", "out_trade_no")) return "wap.return";
  if (has("method", "app_id")) return "openapi.request";
  return has("trade_status", "notify_id") ? "openapi.notify" : "unknown";
}

/** Who signs a message of this kind, and which of the keys is theirs. */
export function signerOf(kind: MessageKind): { side: "alipay" | "own"; protocol: "wap" | "mapi" | "openapi" } {
  const protocol = kind.startsWith("openapi") ? "openapi" : kind.startsWith("mapi") ? "mapi" : "wap";
  const isRequest = kind.endsWith("request");
  return { side: isRequest ? "own" : "alipay", protocol: isRequest && protocol === "mapi" ? "wap" : protocol };
}
