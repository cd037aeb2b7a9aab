import { expect, test } from "vitest";
import { code128 } from "./code128";
import { maskedPhone } from "./slip";

/** What a scanner makes of the widths: eleven modules a symbol, and from the table's other side the characters. */
function scan(widths: readonly number[]): string {
  const symbols: string[] = [];
  for (let at = 0; at + 7 < widths.length; at += 6) symbols.push(widths.slice(at, at + 6).join(""));
  const values = symbols.map((symbol) => ALL.indexOf(symbol));
  const [start = 0, ...rest] = values;
  const check = rest.pop();
  expect(rest.reduce((sum, value, index) => sum + value * (index + 1), start) % 103).toBe(check);
  let isPairs = start === 105;
  let text = "";
  for (const value of rest) {
    if (isPairs && value === 100) isPairs = false;
    else text += isPairs ? String(value).padStart(2, "0") : String.fromCharCode(value + 32);
  }
  return text;
}

/** The 103 symbols that stand for characters, by their own barcodes: each character of set B alone, then what only set C has. */
const ALL: string[] = Array.from({ length: 106 }, () => "");
for (let value = 0; value < 95; value++)
  ALL[value] = code128(String.fromCharCode(value + 32))
    .slice(6, 12)
    .join("");
for (let value = 95; value < 100; value++) ALL[value] = code128(`00${value}`).slice(12, 18).join("");
ALL[100] = code128("00000").slice(18, 24).join("");
ALL[104] = code128("A").slice(0, 6).join("");
ALL[105] = code128("0000").slice(0, 6).join("");

test("a scanner at the packing table reads the order's number, of any length", () => {
  for (const no of ["2026112200000001", "20261122000000017", "1234567890", "12345678901"]) expect(scan(code128(no))).toBe(no);
  expect(scan(code128("XP-2026/1"))).toBe("XP-2026/1");
});

test("each symbol is as wide as the standard has it, and no two are the same", () => {
  const symbols = ALL.filter((symbol) => symbol !== "");
  expect(new Set(symbols).size).toBe(symbols.length);
  for (const symbol of symbols)
    expect(
      [...symbol].reduce((sum, width) => sum + Number(width), 0),
      symbol,
    ).toBe(11);
  // Bars have an even number of modules in all.
  for (const symbol of symbols) expect([0, 2, 4].reduce((sum, at) => sum + Number(symbol[at]), 0) % 2, symbol).toBe(0);
});

// In set A, whose start symbol is one less, it is 54: https://en.wikipedia.org/wiki/Code_128
test("has the check symbol of the example that everybody cites: PJJ123C, which is 55 in set B", () => {
  expect(code128("PJJ123C").slice(-13, -7).join("")).toBe(ALL[55]);
  expect(code128("PJJ123C").slice(-7).join("")).toBe("2331112");
});

test("what no barcode can hold is refused", () => {
  for (const text of ["", "订单", "a\n"]) expect(() => code128(text)).toThrow(RangeError);
});

test("a phone on a slip tells two people of one name apart, and no more", () => {
  expect(maskedPhone("13812345678")).toBe("138****5678");
  expect(maskedPhone("1234567")).toBe("****");
});
