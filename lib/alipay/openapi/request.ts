import { parseForm } from "../form";
import { signAside } from "../sign-aside";
import { formatTime, parseTime } from "../time";
import { decryptAes, encryptAes } from "./aes";
import type { OpenApiConfig } from "./config";
import type { AppContract, FindContract } from "./contract";
import { parseJsonObject } from "./json";
import { type Params, requestString, SIGN_TYPE, verifyRsa2 } from "./sign";

export type ApiRequest = { method: string; bizContent: Record<string, unknown>; notifyUrl?: string; returnUrl?: string };

/**
 * The signed parameters of any request (docs/wire/alipay-openapi.md §0, §2.1): contents encrypted first where the contract
 * encrypts, the time in Beijing whatever zone the machine is in, nothing empty, `sign` last.
 */
export async function signRequest(config: OpenApiConfig, request: ApiRequest, now: Date): Promise<Params> {
  const plain = JSON.stringify(request.bizContent);
  const { trust, aesKey } = config;
  const params: Params = [
    ["app_id", config.appId],
    ["method", request.method],
    ["format", "JSON"],
    ...some("return_url", request.returnUrl),
    ["charset", "utf-8"],
    ["sign_type", SIGN_TYPE],
    ["timestamp", formatTime(now)],
    ["version", "1.0"],
    ...some("notify_url", request.notifyUrl),
    ...(trust.mode === "certificate" ? [...some("app_cert_sn", trust.appCertSn), ...some("alipay_root_cert_sn", trust.rootCertSn)] : []),
    ...some("encrypt_type", aesKey ? "AES" : undefined),
    ["biz_content", aesKey ? encryptAes(plain, aesKey) : plain],
  ];
  return [...params, ["sign", await signAside("RSA-SHA256", requestString(params), config.privateKey)]];
}

function some(name: string, value: string | undefined): Params {
  return value ? [[name, value]] : [];
}

export type VerifiedRequest = {
  ok: true;
  method: string;
  bizContent: Record<string, unknown>;
  contract: AppContract;
  /** Whether the answer is to be encrypted. */
  encrypted: boolean;
  notifyUrl: string | null;
  returnUrl: string | null;
  timestamp: Date;
};

/** `contract` is known when the refusal can be signed. */
export type RefusedRequest = {
  ok: false;
  method: string;
  code: string;
  msg: string;
  subCode: string;
  detail: string;
  contract: AppContract | null;
};

const REQUIRED = ["method", "app_id", "sign_type", "charset", "timestamp", "version", "biz_content", "sign"];

/**
 * The gateway's side: reads a request whose parameters are in the query, in the body or in both, as clients differ
 * (docs/wire/alipay-openapi.md §0), and verifies it. The order of the checks follows from the codes; Alipay's
 * own order is not known.
 */
export function parseRequest(query: string, body: Uint8Array | string, findContract: FindContract): VerifiedRequest | RefusedRequest {
  const params = mergeForms(query, body);
  const text = (name: string) => params?.get(name) ?? "";
  const contract = params ? findContract(text("app_id")) : null;
  const refuse = (subCode: string, detail: string): RefusedRequest => {
    const isMissing = subCode.startsWith("isv.missing-");
    const [code, msg] = isMissing ? ["40001", "Missing Required Arguments"] : ["40002", "Invalid Arguments"];
    return { ok: false, method: text("method"), code, msg, subCode, detail, contract };
  };
  if (!params) return refuse("isv.invalid-parameter", "参数有误：编码或重复");
  const missing = REQUIRED.find((name) => !text(name));
  if (missing) return refuse(`isv.missing-${missing.replaceAll("_", "-").replace("sign", "signature")}`, `缺少参数${missing}`);
  if (!contract) return refuse("isv.invalid-app-id", "无效的AppID参数");
  if (text("sign_type") !== SIGN_TYPE) return refuse("isv.invalid-signature-type", "无效的签名类型");
  if (!/^utf-?8$/i.test(text("charset"))) return refuse("isv.invalid-charset", "字符集错误");
  const timestamp = parseTime(text("timestamp"));
  if (!timestamp) return refuse("isv.invalid-timestamp", "非法的时间戳参数");
  const foreignSn = foreignCertificate(params, contract);
  if (foreignSn) return refuse(foreignSn, "证书序列号与应用不符");
  if (!verifyRsa2(requestString(params), text("sign"), contract.appPublicKey)) return refuse("isv.invalid-signature", "无效签名");
  const bizContent = readBizContent(params, contract);
  if (!bizContent) return refuse(text("encrypt_type") ? "isv.invalid-encrypt" : "isv.invalid-parameter", "biz_content 无法解析");
  return {
    ok: true,
    method: text("method"),
    bizContent,
    contract,
    encrypted: text("encrypt_type") === "AES",
    notifyUrl: text("notify_url") || null,
    returnUrl: text("return_url") || null,
    timestamp,
  };
}

/** The parameters of both places; null when one is malformed or when they contradict each other. */
function mergeForms(query: string, body: Uint8Array | string): Map<string, string> | null {
  const merged = new Map<string, string>();
  for (const input of [query, body]) {
    const form = parseForm(input, { maxBytes: 262_144 });
    if (!form.ok) return null;
    for (const [name, value] of form.params) {
      if ((merged.get(name) ?? value) !== value) return null;
      merged.set(name, value);
    }
  }
  return merged;
}

/** The codes are those of Alipay's page on public errors (docs/wire/alipay-openapi.md §2.7). */
function foreignCertificate(params: ReadonlyMap<string, string>, { certificates }: AppContract): string | null {
  if (!certificates) return null;
  if (!params.get("app_cert_sn")) return "isv.missing-app-cert-sn";
  if (params.get("app_cert_sn") !== certificates.appCertSn) return "isv.app-cert-not-exist";
  if (!params.get("alipay_root_cert_sn")) return "isv.missing-alipay-root-cert-sn";
  return params.get("alipay_root_cert_sn") === certificates.rootCertSn ? null : "isv.invalid-alipay-root-cert-sn";
}

function readBizContent(params: ReadonlyMap<string, string>, { aesKey }: AppContract): Record<string, unknown> | null {
  const sent = params.get("biz_content") ?? "";
  const encryptType = params.get("encrypt_type");
  if (!encryptType) return parseJsonObject(sent);
  const plain = encryptType === "AES" && aesKey ? decryptAes(sent, aesKey) : null;
  return plain === null ? null : parseJsonObject(plain);
}
