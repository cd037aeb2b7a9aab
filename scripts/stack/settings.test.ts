import { expect, test } from "vitest";
import { CliError } from "../process/cli-error";
import { readSettings, shopEnv } from "./settings";

test("an owner with no variables gets the demo shop on the usual ports", () => {
  const settings = readSettings({ HOST: "127.0.0.1" });
  expect(settings).toMatchObject({ port: 3000, emulatorPort: 4000, shopUrl: "http://127.0.0.1:3000", databaseUrl: null });
  expect(shopEnv(settings, "postgres://db", {})).toMatchObject({
    DATABASE_URL: "postgres://db",
    SHOP_URL: "http://127.0.0.1:3000",
    ALIPAY_EMULATOR_URL: "http://127.0.0.1:4000",
    ALIPAY_EMULATOR_PUBLIC_URL: "http://127.0.0.1:4000",
  });
});

test("a phone in the local network is sent to the cashier at the shop's own address", () => {
  const settings = readSettings({ SHOP_URL: "http://192.168.3.7:3000", EMULATOR_PORT: "4100" });
  expect(shopEnv(settings, "postgres://db", {})).toMatchObject({
    ALIPAY_EMULATOR_URL: "http://127.0.0.1:4100",
    ALIPAY_EMULATOR_PUBLIC_URL: "http://192.168.3.7:4100",
  });
});

test.each(["ALIPAY_PARTNER", "ALIPAY_MD5_KEY", "ALIPAY_PRIVATE_KEY", "ALIPAY_APP_ID", "ALIPAY_APP_CERT", "ALIPAY_PREVIOUS_PARTNER"])(
  "an owner who sets %s wants real money: no emulator is started",
  (name) => {
    const settings = readSettings({ [name]: "something" });
    expect(settings.emulatorPort).toBeNull();
    expect(shopEnv(settings, "postgres://db", {})).not.toHaveProperty("ALIPAY_EMULATOR_URL");
  },
);

test.each([
  [{ PORT: "80x" }, /^PORT must be a number/],
  [{ PORT: "65536" }, /^PORT must be a number/],
  [{ EMULATOR_PORT: "0" }, /^EMULATOR_PORT must be a number/],
  [{ PORT: "4000" }, /^PORT and EMULATOR_PORT are both 4000/],
  [{ DATABASE_URL: "mysql://localhost/shop" }, /^DATABASE_URL must start with postgres:/],
])("whoever sets %j is told in a sentence", (env, sentence) => {
  expect(() => readSettings(env)).toThrow(CliError);
  expect(() => readSettings(env)).toThrow(sentence);
});
