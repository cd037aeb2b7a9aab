import { expect, test } from "vitest";
import { signMd5, verifyMd5 } from "./md5";

test("Chinese text is signed as UTF-8 with the key right behind it", () => {
  expect(signMd5("abc", "")).toBe("900150983cd24fb0d6963f7d28e17f72");
  expect(signMd5("a", "bc")).toBe(signMd5("abc", ""));
  expect(signMd5("subject=测试", "key")).toBe("dcbd6bebab03405283917682fbb9beb0");
});

test("a signature in any other spelling than the gateway's is refused", () => {
  const sign = signMd5("v=1.0", "key");
  expect(verifyMd5("v=1.0", "key", sign)).toBe(true);
  for (const wrong of [
    "",
    sign.toUpperCase(),
    ` ${sign}`,
    `${sign}\n`,
    sign.slice(0, 31),
    `${sign}0`,
    "__proto__",
    signMd5("v=1.1", "key"),
  ])
    expect(verifyMd5("v=1.0", "key", wrong), wrong).toBe(false);
});

test("a contract without a key verifies nothing, not even a sign made without one", () => {
  expect(verifyMd5("v=1.0", "", signMd5("v=1.0", ""))).toBe(false);
});
