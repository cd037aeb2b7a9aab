import { createHash, type KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { sortedString, wapNotifyString } from "@/lib/alipay/canonical";
import fixture from "@/lib/alipay/fixtures/openapi-vectors.json";
import { type ParsedKey, parsePrivateKey, parsePublicKey } from "@/lib/alipay/keys";
import { signMd5 } from "@/lib/alipay/md5";
import { decryptAes, encryptAes, parseAesKey } from "@/lib/alipay/openapi/aes";
import { certificateSn, parseCertificates } from "@/lib/alipay/openapi/certificate";
import { splitMembers } from "@/lib/alipay/openapi/json";
import { requestString, signRsa2 } from "@/lib/alipay/openapi/sign";
import { verifyRsaSha1 } from "@/lib/alipay/rsa";
import { exampleOf } from "./wire-document";

const WAP = "docs/wire/alipay-wap.md";
const OPENAPI = "docs/wire/alipay-openapi.md";

const params = z.array(z.tuple([z.string(), z.string()]));
const signed = z.object({ params, string: z.string(), sign: z.string() });

function keyOf(parsed: ParsedKey): KeyObject {
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.key;
}

describe("the examples of the token protocol are what our code computes", () => {
  test("a sorted message with MD5", () => {
    const example = signed.extend({ key: z.string() }).parse(exampleOf(WAP, "sorted-md5"));
    expect(sortedString(example.params)).toBe(example.string);
    expect(signMd5(example.string, example.key)).toBe(example.sign);
  });

  test("a notice with MD5, whose order is fixed", () => {
    const example = signed.extend({ key: z.string() }).parse(exampleOf(WAP, "notice-md5"));
    const { service = "", v = "", sec_id = "", notify_data = "" } = Object.fromEntries(example.params);
    expect(wapNotifyString({ service, v, sec_id, notify_data })).toBe(example.string);
    expect(signMd5(example.string, example.key)).toBe(example.sign);
    expect(sortedString(example.params)).not.toBe(example.string);
  });

  test("a real return with RSA, which does not verify with sign_type in its string", () => {
    const example = signed.extend({ publicKey: z.string() }).parse(exampleOf(WAP, "return-rsa"));
    const key = keyOf(parsePublicKey(example.publicKey));
    expect(sortedString(example.params)).toBe(example.string);
    expect(verifyRsaSha1(example.string, example.sign, key)).toBe(true);
    expect(verifyRsaSha1(`${example.string}&sign_type=0001`, example.sign, key)).toBe(false);
  });
});

describe("the examples of the current protocol are what our code computes", () => {
  test("a request with RSA2", () => {
    const example = signed.extend({ sha256: z.string() }).parse(exampleOf(OPENAPI, "request-rsa2"));
    const vector = fixture.vectors.find(({ source }) => source.includes("test/fixtures/app-private-key.pem"));
    const key = keyOf(parsePrivateKey(vector?.keys.app_private_key ?? ""));
    expect(requestString(example.params)).toBe(example.string);
    expect(createHash("sha256").update(example.string, "utf8").digest("hex")).toBe(example.sha256);
    expect(signRsa2(example.string, key)).toBe(example.sign);
  });

  test("the signed text of an answer", () => {
    const example = z.object({ body: z.string(), member: z.string(), string: z.string() }).parse(exampleOf(OPENAPI, "answer"));
    expect(splitMembers(example.body)?.find(({ name }) => name === example.member)?.raw).toBe(example.string);
  });

  test("AES", () => {
    const example = z.object({ key: z.string(), plain: z.string(), cipher: z.string() }).parse(exampleOf(OPENAPI, "aes"));
    const key = parseAesKey(example.key);
    if (!key) throw new Error("no AES key");
    expect(encryptAes(example.plain, key)).toBe(example.cipher);
    expect(decryptAes(example.cipher, key)).toBe(example.plain);
  });

  test("a certificate's serial", () => {
    const example = z.object({ vector: z.string(), string: z.string(), sn: z.string() }).parse(exampleOf(OPENAPI, "certificate-sn"));
    const pem = fixture.vectors.find(({ name }) => name === example.vector)?.params[0]?.[1];
    const [certificate] = parseCertificates(typeof pem === "string" ? pem : "") ?? [];
    if (!certificate) throw new Error("no certificate");
    expect(certificateSn(certificate)).toBe(example.sn);
    expect(createHash("md5").update(example.string, "utf8").digest("hex")).toBe(example.sn);
  });
});
