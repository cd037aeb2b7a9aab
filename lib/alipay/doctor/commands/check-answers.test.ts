import { describe, expect, test } from "vitest";
import { openMerchant, type TestMerchant } from "@/emulator/testing/test-merchant";
import { settingsFromMerchant, type Texts } from "../settings";
import { checkAnswers } from "./check-answers";

const EMULATOR = "http://emulator.test";

/** What an owner is told who configured the emulator's contract, with some changes. */
function check({ emulator, now }: TestMerchant, protocol: "wap-token" | "openapi", change: Texts = {}) {
  const { appCert: _app, alipayCert: _alipay, rootCert: _root, ...bare } = emulator.merchant;
  const { aesKey: _aes, ...merchant } = bare;
  const gateways = {
    gatewayUrl: `${EMULATOR}/gateway.do`,
    wapGatewayUrl: `${EMULATOR}/service/rest.htm`,
    mapiGatewayUrl: `${EMULATOR}/gateway.do`,
  };
  const settings = settingsFromMerchant({ ...merchant, ...gateways, ...change });
  const io = { read: never, writeSecret: never, print: () => {}, env: {}, settings, previous: null, now };
  return checkAnswers({ ...io, fetch: (input, init) => emulator.handle(new Request(input, init)) }, protocol);
}

const never = async (): Promise<never> => {
  throw new Error("is not read or written");
};

describe("an owner who checks before going live", () => {
  test("hears that the gateway takes the contract", async () => {
    const merchant = openMerchant();
    expect((await check(merchant, "openapi")).map(({ mark }) => mark)).toEqual(["ok"]);
    expect((await check(merchant, "wap-token", { secId: "0001" })).map(({ mark }) => mark)).toEqual(["ok", "ok"]);
    expect((await check(merchant, "wap-token", { secId: "MD5" })).map(({ mark }) => mark)).toEqual(["ok", "ok"]);
  });

  test("hears of a wrong key of Alipay's before a buyer pays", async () => {
    const merchant = openMerchant();
    const [step] = await check(merchant, "openapi", { alipayRsa2PublicKey: merchant.merchant.alipayPublicKey });
    expect(step).toMatchObject({ mark: "no", sentence: expect.stringContaining("does not verify with the key of Alipay's") });
    const [question, token] = await check(merchant, "wap-token", { secId: "0001", alipayPublicKey: merchant.merchant.mapiPublicKey });
    expect(question?.mark).toBe("ok");
    expect(token).toMatchObject({ mark: "no", sentence: expect.stringContaining("answers payments") });
  });

  test("hears what the gateway refuses", async () => {
    const merchant = openMerchant();
    const wrong = await check(merchant, "wap-token", { secId: "MD5", md5Key: "anothermerchantskeyofthirtytwo00" });
    expect(wrong.map(({ mark, sentence }) => [mark, /\((\S+)\)/.exec(sentence)?.[1]])).toEqual([
      ["no", "ILLEGAL_SIGN"],
      ["no", "0002"],
    ]);
    const [app] = await check(merchant, "openapi", { appId: "2021000000000000" });
    expect(app).toMatchObject({ mark: "no", sentence: expect.stringContaining("does not know this app") });
  });

  test("is told nothing of a gateway that is down, and of a contract that cannot be read", async () => {
    const merchant = openMerchant();
    await merchant.control("POST", "faults", [{ fault: "system-error", times: "always" }]);
    expect(await check(merchant, "openapi")).toMatchObject([{ mark: "note" }]);
    expect(await check(merchant, "openapi", { appId: undefined })).toEqual([]);
  });
});
