import { createPrivateKey } from "node:crypto";
import { encodeForm } from "@/lib/alipay/form";
import { requestString, signRsa2 } from "@/lib/alipay/openapi/sign";
import { formatTime } from "@/lib/alipay/time";
import { EMULATOR, type TestMerchant } from "./test-merchant";

type CallOptions = {
  place?: "query" | "body" | "mixed";
  /** Parameters beside the contents, signed like the others. */
  extra?: Record<string, string>;
  /** Made after signing; an empty value takes the parameter away. */
  changes?: Record<string, string>;
};

/** The parameters of a call with bare keys, signed by hand: a client knows less of the protocol than the shop's. */
export function appParams(shop: TestMerchant, method: string, bizContent: object, { extra = {}, changes = {} }: CallOptions = {}) {
  const params = new Map(
    Object.entries({
      app_id: shop.merchant.appId,
      method,
      charset: "utf-8",
      sign_type: "RSA2",
      timestamp: formatTime(shop.now()),
      version: "1.0",
      biz_content: JSON.stringify(bizContent),
      ...extra,
    }),
  );
  params.set("sign", signRsa2(requestString(params), createPrivateKey(shop.merchant.appPrivateKey)));
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return params;
}

/** Calls a method with bare keys; `fields` is what stands under its response or under error_response. */
export async function appCall(shop: TestMerchant, method: string, bizContent: object, options: CallOptions = {}) {
  const params = [...appParams(shop, method, bizContent, options)];
  const { place = "mixed" } = options;
  const isContent = ([name]: [string, string]) => name === "biz_content";
  const query = place === "query" ? params : place === "body" ? [] : params.filter((pair) => !isContent(pair));
  const body = place === "query" ? [] : place === "body" ? params : params.filter(isContent);
  const response = await shop.emulator.handle(
    new Request(`${EMULATOR}/gateway.do?${encodeForm(query)}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: encodeForm(body),
    }),
  );
  const text = await response.text();
  const answer = JSON.parse(text) as Record<string, Record<string, unknown>>;
  const name = Object.keys(answer).find((member) => member.endsWith("_response")) ?? "";
  return { name, fields: answer[name] ?? {}, text };
}
