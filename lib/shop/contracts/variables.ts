import type { ContractAlarm } from "./standing";

type Refused = Pick<ContractAlarm, "kind" | "cause" | "keys" | "door" | "protocol" | "isCurrent">;

/** The variables that such a refusal is most likely about, by the names under which the owner set them. Pure. */
export function variablesOf(refused: Refused): string[] {
  const names = refused.kind === "unverified" ? theirKey(refused) : ourSide(refused);
  return refused.isCurrent ? names : names.map((name) => name.replace("ALIPAY_", "ALIPAY_PREVIOUS_"));
}

/** What Alipay's signatures are checked with. */
function theirKey({ keys, door }: Refused): string[] {
  if (keys === "MD5") return ["ALIPAY_MD5_KEY"];
  if (keys === "certificate") return ["ALIPAY_CERT", "ALIPAY_ROOT_CERT"];
  return door === "mapi" ? ["ALIPAY_MAPI_PUBLIC_KEY", "ALIPAY_PUBLIC_KEY"] : ["ALIPAY_PUBLIC_KEY"];
}

function ourSide({ cause, keys, protocol }: Refused): string[] {
  switch (cause) {
    case "own_key":
      return keys === "MD5" ? ["ALIPAY_MD5_KEY"] : ["ALIPAY_PRIVATE_KEY"];
    case "identity":
      return protocol === "openapi" ? ["ALIPAY_APP_ID", "ALIPAY_GATEWAY_URL"] : ["ALIPAY_PARTNER", "ALIPAY_SELLER_ACCOUNT"];
    case "certificate":
      return ["ALIPAY_APP_CERT", "ALIPAY_ROOT_CERT"];
    case "encryption":
      return ["ALIPAY_AES_KEY"];
    default:
      return [];
  }
}
