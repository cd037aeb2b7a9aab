import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeForm, parseForm } from "./form";

const values = fc.string({ unit: "binary" }).map((text) => text.replace(/(?![\t\n\r])\p{Cc}/gu, ""));
const forms = fc.uniqueArray(
  fc.tuple(
    values.filter((name) => name !== ""),
    values,
  ),
  { selector: ([name]) => name, maxLength: 12 },
);

function refusal(input: string | Uint8Array, limits = {}): string {
  const parsed = parseForm(input, limits);
  return parsed.ok ? "" : parsed.reason;
}

test("whatever is written is read again, Chinese, plus, percent, ampersand and all", () => {
  fc.assert(
    fc.property(forms, (params) => {
      const body = encodeForm(params);
      expect(parseForm(body)).toEqual({ ok: true, params: new Map(params) });
      expect(parseForm(Buffer.from(body))).toEqual({ ok: true, params: new Map(params) });
    }),
    {
      examples: [
        [
          [
            ["subject", '茶 & 果 = 100% + "好"\r\n'],
            ["sign", "a+b/c=="],
            ["emoji", "🍵"],
            ["empty", ""],
          ],
        ],
      ],
    },
  );
});

test("a value is decoded once: an escaped escape stays one, a plus is a blank, an escaped plus is a plus", () => {
  const parsed = parseForm("a=%252B&b=x+y&c=x%2By&d=k=v=w");
  expect(parsed.ok && [...parsed.params.values()]).toEqual(["%2B", "x y", "x+y", "k=v=w"]);
});

test("a view into a larger buffer is read from its own first byte to its last", () => {
  const whole = Buffer.from("zz=1&a=b&yy=2");
  const parsed = parseForm(new Uint8Array(whole.buffer, whole.byteOffset + 5, 3));
  expect(parsed.ok && [...parsed.params]).toEqual([["a", "b"]]);
});

test("names that mean something to JavaScript are only names", () => {
  const parsed = parseForm("__proto__=x&constructor=y&toString=z");
  expect(parsed.ok && [...parsed.params.keys()]).toEqual(["__proto__", "constructor", "toString"]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

describe("a body that no correct writer wrote is refused", () => {
  test.each([
    ["a name twice", "a=1&b=2&a=1"],
    ["a name twice, once escaped", "a=1&%61=2"],
    ["a name twice in a query of arrays", "a[]=1&a[]=2"],
    ["a percent alone", "a=100%"],
    ["half an escape", "a=%4"],
    ["an escape that is no hex", "a=%zz"],
    ["an escape in the style of JavaScript", "a=%u6d4b"],
    ["GBK text", "subject=%B2%E2%CA%D4"],
    ["an overlong slash", "a=%C0%AF"],
    ["an overlong NUL", "a=%C0%80"],
    ["a lone surrogate", "a=%ED%A0%80"],
    ["a character above Unicode", "a=%F4%90%80%80"],
    ["a character that was cut off", "a=%E6%B5"],
    ["a NUL", "a=%00"],
    ["a bell", "a=%07"],
    ["an escape character", "a=%1B[31m"],
    ["a delete", "a=%7F"],
    ["a next line", "a=%C2%85"],
    ["a raw line feed", "a=1\nb=2"],
    ["a raw blank", "a=1 2"],
    ["raw Chinese", "a=测试"],
    ["raw XML", "notify_data=<notify></notify>"],
    ["an empty field", "a=1&&b=2"],
    ["an ampersand at the end", "a=1&"],
    ["a field without equals", "a=1&b"],
    ["a field without a name", "=1"],
    ["a byte order mark", "\uFEFFa=1"],
  ])("%s", (_, body) => {
    expect(refusal(body)).toBe("malformed");
    expect(refusal(Buffer.from(body, "utf8"))).toBe("malformed");
  });

  test("raw bytes above 7F, whichever charset they were meant in", () => {
    expect(refusal(Buffer.from("a=\xB2\xE2", "latin1"))).toBe("malformed");
    expect(refusal(Buffer.from([0x61, 0x3d, 0xff, 0xfe]))).toBe("malformed");
  });

  test("one byte more than the limit, one field more than the limit, ten thousand fields", () => {
    expect(refusal(`a=${"x".repeat(98)}`, { maxBytes: 100 })).toBe("");
    expect(refusal(`a=${"x".repeat(99)}`, { maxBytes: 100 })).toBe("oversize");
    expect(refusal("a=1&b=2", { maxFields: 2 })).toBe("");
    expect(refusal("a=1&b=2&c=3", { maxFields: 2 })).toBe("oversize");
    expect(refusal(Array.from({ length: 10_000 }, (_, n) => `p${n}=1`).join("&"), { maxBytes: 1_000_000 })).toBe("oversize");
    expect(refusal("a".repeat(65_537))).toBe("oversize");
  });
});

test("nothing that arrives makes the parser throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(typeof parseForm(bytes).ok).toBe("boolean");
    }),
    { numRuns: 2_000 },
  );
});
