import { constants, publicEncrypt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { newRsaPair } from "./fixtures/contract";
import { decryptBlocks, encryptBlocks, MOST_BLOCKS, signRsaSha1, verifyRsaSha1 } from "./rsa";

const decrypted = vi.hoisted(() => vi.fn());
vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof import("node:crypto")>();
  decrypted.mockImplementation(crypto.privateDecrypt);
  return { ...crypto, privateDecrypt: decrypted };
});

const { privateKey, publicKey } = newRsaPair();
const stranger = newRsaPair();
const texts = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "茶＆果 100% +=&\"'", "👨‍👩‍👧‍👦".repeat(40), "测".repeat(500)));

describe("signatures", () => {
  test("whatever is signed verifies, and only with its own key and text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const sign = signRsaSha1(text, privateKey);
        expect(verifyRsaSha1(text, sign, publicKey)).toBe(true);
        expect(verifyRsaSha1(`${text}.`, sign, publicKey)).toBe(false);
        expect(verifyRsaSha1(text, sign, stranger.publicKey)).toBe(false);
      }),
    );
  });

  test("a signature with any one bit flipped is refused", () => {
    const genuine = Buffer.from(signRsaSha1("total_fee=0.01", privateKey), "base64");
    for (let bit = 0; bit < genuine.length * 8; bit++) {
      const flipped = Buffer.from(genuine);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyRsaSha1("total_fee=0.01", flipped.toString("base64"), publicKey)).toBe(false);
    }
  });

  test("a signature in any but the canonical base64 is refused, so a plus that became a space is not repaired", () => {
    let sign = "";
    for (let n = 0; !/[+].*[/]/.test(sign); n++) sign = signRsaSha1(`n=${n}`, privateKey);
    const text = Array.from({ length: 10_000 }, (_, n) => `n=${n}`).find((candidate) => verifyRsaSha1(candidate, sign, publicKey)) ?? "";
    const wrong = [
      "",
      sign.replaceAll("+", " "),
      sign.replaceAll("+", "-").replaceAll("/", "_"),
      sign.replace("=", ""),
      `${sign}=`,
      `${sign}\n`,
      ` ${sign}`,
      `${sign.slice(0, 76)}\r\n${sign.slice(76)}`,
      sign.slice(0, -4),
      `AAAA${sign}`,
      "no base64 at all",
      "null",
      "__proto__",
    ];
    expect(verifyRsaSha1(text, sign, publicKey)).toBe(true);
    for (const spelling of wrong) expect(verifyRsaSha1(text, spelling, publicKey), spelling).toBe(false);
  });
});

describe("encrypted messages", () => {
  test("any text in chunks of any size comes out as it went in, characters that straddle blocks too", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 117 }), (text, chunkSize) => {
        const bytes = Buffer.from(text, "utf8");
        const sealed = encryptBlocks(bytes, publicKey, Math.max(chunkSize, Math.ceil(bytes.length / MOST_BLOCKS)));
        expect(decryptBlocks(sealed, privateKey)).toEqual({ ok: true, text });
      }),
      {
        numRuns: 60,
        examples: [
          ["测试", 1],
          ["🍵", 3],
          ["测".repeat(100), 100],
          ["测".repeat(39), 117],
        ],
      },
    );
  });

  test("a captured notice of 737 bytes takes 8 blocks in the gateway's chunks of 100", () => {
    const sealed = encryptBlocks(Buffer.alloc(737, "x"), publicKey);
    expect(Buffer.from(sealed, "base64")).toHaveLength(8 * 128);
  });

  test("of a stranger's 274 blocks none is decrypted, and as many as a message may have come out as they went in", () => {
    const most = encryptBlocks(Buffer.alloc(MOST_BLOCKS, "x"), publicKey, 1);
    expect(decryptBlocks(most, privateKey)).toEqual({ ok: true, text: "x".repeat(MOST_BLOCKS) });
    decrypted.mockClear();
    for (const blocks of [MOST_BLOCKS + 1, 274])
      expect(decryptBlocks(Buffer.alloc(blocks * 128, 1).toString("base64"), privateKey)).toEqual({ ok: false });
    expect(decrypted).not.toHaveBeenCalled();
  });

  test("a merchant with a 2048-bit key gets blocks of that length", () => {
    const large = newRsaPair(2048);
    const sealed = encryptBlocks(Buffer.from("令牌".repeat(60)), large.publicKey);
    expect(decryptBlocks(sealed, large.privateKey)).toEqual({ ok: true, text: "令牌".repeat(60) });
  });

  test("every way to be broken has the same answer", () => {
    const sealed = encryptBlocks(Buffer.from("x".repeat(250)), publicKey);
    const bytes = Buffer.from(sealed, "base64");
    const lastBlockBroken = Buffer.concat([bytes.subarray(0, 256), Buffer.alloc(128, 7)]);
    const wrong = [
      "",
      "no base64",
      sealed.replace(/.{4}$/, ""),
      bytes.subarray(0, 200).toString("base64"),
      encryptBlocks(Buffer.from("x"), stranger.publicKey),
      Buffer.alloc(128, 0xff).toString("base64"),
      Buffer.alloc(128, 0).toString("base64"),
      lastBlockBroken.toString("base64"),
      encryptBlocks(Buffer.from([0xc0, 0x80]), publicKey),
      encryptBlocks(Buffer.from([0xe6, 0xb5]), publicKey),
    ];
    for (const broken of wrong) expect(decryptBlocks(broken, privateKey), broken).toEqual({ ok: false });
  });

  test("a block whose padding is not 00 02, eight bytes, 00 is broken", () => {
    const raw = (block: Buffer) => publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block).toString("base64");
    const block = (head: number[], gap: number) =>
      Buffer.concat([Buffer.from(head), Buffer.alloc(gap, 1), Buffer.from([0]), Buffer.alloc(125 - gap, 65)]);
    expect(decryptBlocks(raw(block([0, 2], 8)), privateKey)).toEqual({ ok: true, text: "A".repeat(117) });
    expect(decryptBlocks(raw(block([0, 2], 7)), privateKey)).toEqual({ ok: false });
    expect(decryptBlocks(raw(block([0, 1], 8)), privateKey)).toEqual({ ok: false });
    expect(decryptBlocks(raw(block([1, 2], 8)), privateKey)).toEqual({ ok: false });
    expect(decryptBlocks(raw(Buffer.concat([Buffer.from([0, 2]), Buffer.alloc(126, 1)])), privateKey)).toEqual({ ok: false });
  });
});
