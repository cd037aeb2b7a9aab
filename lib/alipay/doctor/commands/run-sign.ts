import { sortedString } from "../../canonical";
import { encodeForm } from "../../form";
import { parsePrivateKey } from "../../keys";
import { signMd5 } from "../../md5";
import { requestString, signRsa2 } from "../../openapi/sign";
import { signRsaSha1 } from "../../rsa";
import { readCaptured } from "../captured";
import type { MessageKind } from "../finding";
import { identify } from "../identify";
import { maskSigned } from "../mask";
import { plainReadings } from "../readings";
import type { DoctorSettings } from "../settings";
import { type DoctorIo, line } from "./io";

/** `sign`: signs the parameters of a request with the shop's own key, and shows the string that was signed. */
export async function runSign(io: DoctorIo, file: string): Promise<number> {
  const captured = readCaptured(await io.read(file));
  const params = new Map(plainReadings(captured)[0]?.params);
  params.delete("sign");
  const kind = identify(captured.message, params);
  if (!kind.endsWith("request"))
    return refuse(io, "Give the parameters of a request (app_id=…&method=…&biz_content=…, or service=…&req_data=…).");
  const signed = sign(kind, params, io.settings);
  if (!signed.ok) return refuse(io, signed.problem);
  io.print(line("ok", `Signed as ${kind} with ${signed.algorithm}.`));
  io.print(`String: ${maskSigned(signed.text)}`);
  io.print(`sign: ${signed.sign}`);
  io.print(encodeForm([...params, ["sign", signed.sign]]));
  return 0;
}

type Signed = { ok: true; text: string; sign: string; algorithm: string } | { ok: false; problem: string };

function sign(kind: MessageKind, params: Map<string, string>, { wap, openapi }: DoctorSettings): Signed {
  if (kind === "openapi.request") {
    if (!params.has("sign_type")) params.set("sign_type", "RSA2");
    const key = parsePrivateKey(openapi.appPrivateKey ?? "");
    if (!key.ok) return { ok: false, problem: `ALIPAY_PRIVATE_KEY ${key.problem}.` };
    const text = requestString(params);
    return { ok: true, text, sign: signRsa2(text, key.key), algorithm: "RSA2" };
  }
  const text = sortedString(params);
  const usesMd5 = (params.get("sec_id") ?? params.get("sign_type")) === "MD5";
  if (usesMd5) {
    const md5Key = wap.md5Key?.trim();
    return md5Key
      ? { ok: true, text, sign: signMd5(text, md5Key), algorithm: "MD5" }
      : { ok: false, problem: "ALIPAY_MD5_KEY is missing." };
  }
  const key = parsePrivateKey(wap.merchantPrivateKey ?? "");
  return key.ok
    ? { ok: true, text, sign: signRsaSha1(text, key.key), algorithm: "RSA" }
    : { ok: false, problem: `ALIPAY_PRIVATE_KEY ${key.problem}.` };
}

function refuse(io: DoctorIo, sentence: string): number {
  io.print(line("no", sentence));
  return 1;
}
