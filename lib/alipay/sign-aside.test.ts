import { expect, test } from "vitest";
import { newRsaPair } from "./fixtures/contract";
import { signRsa2 } from "./openapi/sign";
import { signRsaSha1 } from "./rsa";
import { signAside } from "./sign-aside";

test("what is signed beside the event loop is signed as on it", async () => {
  const { privateKey } = newRsaPair(2048);
  for (const text of ["", "total_fee=19.80", "茶＆果 🍵".repeat(500)]) {
    expect(await signAside("RSA-SHA256", text, privateKey)).toBe(signRsa2(text, privateKey));
    expect(await signAside("RSA-SHA1", text, privateKey)).toBe(signRsaSha1(text, privateKey));
  }
});

test("a key that cannot sign is an error, and not a wait", async () => {
  await expect(signAside("RSA-SHA256", "text", newRsaPair().publicKey)).rejects.toThrow();
});
