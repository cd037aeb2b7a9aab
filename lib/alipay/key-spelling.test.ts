import { describe, expect, test } from "vitest";
import { newAppWorld } from "./fixtures/app-contract";
import { newRsaPair } from "./fixtures/contract";
import { parsePrivateKey, parsePublicKey } from "./keys";
import { parseOpenApiConfig } from "./openapi/parse-config";

const { privateKey, publicKey } = newRsaPair(2048);
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const spki = publicKey.export({ type: "spki", format: "pem" }).toString();
const problem = (text: string) => {
  const parsed = parsePublicKey(text);
  return parsed.ok ? "" : parsed.problem;
};

describe("an owner's key is read however it was pasted", () => {
  test.each([
    ["base64 of the whole file, as Kubernetes keeps secrets", (text: string) => Buffer.from(text).toString("base64")],
    ["line ends escaped twice", (text: string) => text.replaceAll("\n", "\\\\n")],
    ["line ends escaped twice, of Windows", (text: string) => text.replaceAll("\n", "\\\\r\\\\n")],
    ["zero-width spaces from a chat", (text: string) => `\u200b${text.slice(0, 60)}\u200b${text.slice(60)}`],
    ["no-break spaces and a byte order mark", (text: string) => `\ufeff${text.replaceAll("\n", "\u00a0\n")}`],
  ])("%s", (_, respell) => {
    expect(parsePrivateKey(respell(pem))).toMatchObject({ ok: true });
    expect(parsePublicKey(respell(spki))).toMatchObject({ ok: true });
  });
});

describe("an owner who pasted something else sees what it is", () => {
  test("a certificate says into which variable it belongs", () => {
    const { certificates } = newAppWorld("certificate");
    expect(problem(certificates?.alipay ?? "")).toContain("ALIPAY_CERT");
  });

  test.each(["/run/secrets/alipay.pem", "./keys/public.pem", "C:\\keys\\alipay.pem", "alipayCertPublicKey_RSA2.crt"])(
    "the path of a file that is not there: %s",
    (path) => {
      expect(problem(path)).toContain("not there");
    },
  );

  test("typographic dashes and words in front", () => {
    expect(problem(spki.replaceAll("-----", "———"))).toContain("hyphens");
    expect(problem(`支付宝公钥：${spki.replace(/-----[A-Z ]+-----|\n/g, "")}`)).toContain("colon");
  });
});

describe("certificates are refused at boot, not at the first buyer", () => {
  const { config, certificates } = newAppWorld("certificate", { bits: 2048 });
  const raw = {
    appId: config.appId,
    sellerId: config.sellerId,
    appPrivateKey: config.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    appCert: certificates?.app ?? "",
    alipayCert: certificates?.alipay ?? "",
    rootCert: certificates?.root ?? "",
  };
  const now = new Date("2026-11-22T06:49:28Z");
  const problems = (changes: Partial<typeof raw>) => {
    const parsed = parseOpenApiConfig({ ...raw, ...changes }, { now });
    return parsed.ok ? [] : parsed.problems;
  };
  const other = newAppWorld("certificate", { bits: 2048 }).certificates?.root ?? "";

  test("as they were downloaded they are taken, with comments and two roots", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ rootCert: `subject=CN\n${raw.rootCert}\n# next\n${other}` })).toEqual([]);
    expect(problems({ rootCert: Buffer.from(raw.rootCert).toString("base64") })).toEqual([]);
  });

  test.each([
    ["cut off in its last certificate", `${raw.rootCert}${other.trimEnd().slice(0, -20)}`],
    ["a dash of the last heading lost", `${raw.rootCert}${other.replace("-----BEGIN", "----BEGIN")}`],
    ["the first heading lost", `${raw.rootCert.replace("-----BEGIN CERTIFICATE-----\n", "")}${other}`],
    ["a line end inside the last line", `${raw.rootCert}${other.replace(/-----END[^\n]*/, "")}`],
  ])("a root file that is not whole: %s", (_, rootCert) => {
    expect(problems({ rootCert })).toEqual([expect.stringMatching(/^ALIPAY_ROOT_CERT is not whole/)]);
  });

  test.each([
    ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["line ends of old Macs", (text: string) => text.replaceAll("\n", "\r")],
    ["glued together", (text: string) => text.replaceAll("-----\n-----", "----------")],
    ["on one line", (text: string) => text.replaceAll("\n", "\\n")],
    ["with comments between", (text: string) => text.replaceAll("-----BEGIN", "Issuer: CN=R1 --- 1\n-----BEGIN")],
  ])("a whole root file is the same file with %s", (_, respell) => {
    const serial = (rootCert: string) => {
      const parsed = parseOpenApiConfig({ ...raw, rootCert }, { now });
      return parsed.ok && parsed.config.trust.mode === "certificate" ? parsed.config.trust.rootCertSn : parsed;
    };
    const whole = raw.rootCert + other;
    expect(serial(whole)).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/);
    expect(serial(respell(whole))).toEqual(serial(whole));
  });

  test("the root in the place of Alipay's certificate, and the reverse", () => {
    expect(problems({ alipayCert: raw.rootCert })).toContainEqual(expect.stringMatching(/^ALIPAY_CERT is a root certificate/));
    expect(problems({ rootCert: raw.alipayCert })).toContainEqual(expect.stringMatching(/^ALIPAY_ROOT_CERT holds no root/));
  });

  test("a key, or a path, in the place of a certificate", () => {
    expect(problems({ alipayCert: spki })).toEqual([expect.stringMatching(/^ALIPAY_CERT is a key/)]);
    expect(problems({ appCert: "/etc/alipay/app.crt" })).toEqual([expect.stringMatching(/^ALIPAY_APP_CERT is the name of a file/)]);
  });
});
