import { describe, expect, test } from "vitest";
import { COLOURS, contrast, isReadable, paletteOf, parseColour } from "./colour";

describe("a colour that an owner types", () => {
  test("is read however it was copied, and nothing else is", () => {
    expect(parseColour(" #C8331B ")).toBe("#c8331b");
    expect(parseColour("c31")).toBe("#cc3311");
    for (const wrong of ["", "#", "#12345", "red", "#c8331b;x", "rgb(1,2,3)", "#c8331bff", "url(x)"]) expect(parseColour(wrong)).toBeNull();
  });

  test("has the contrast that WCAG computes", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
  });

  test("is taken only when white words on it can be read", () => {
    expect(isReadable("#767676")).toBe(true);
    for (const pale of ["#777777", "#ff0000", "#ffcc00", "#1aad19", "#ffffff"]) expect(isReadable(pale), pale).toBe(false);
  });
});

describe("the shades of a shop", () => {
  const just = ["#767676", "#0b7d3e", "#bf4a00", "#d0021b", "#0000ff", "#000000", "#8800ff"].filter(isReadable);

  test.each([...Object.values(COLOURS), ...just])("%s reads wherever a page puts it", (colour) => {
    expect(isReadable(colour)).toBe(true);
    const { brand, deep, soft } = paletteOf(colour);
    for (const [text, ground] of [
      ["#ffffff", brand],
      ["#ffffff", deep],
      [brand, "#f6f3ee"],
      [brand, soft],
      [deep, soft],
      ["#716a60", soft],
      ["#5d564d", soft],
    ] as const)
      expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test("a colour that reads on the shop's paper stays as it was chosen", () => {
    expect(paletteOf("#1f6b4a").brand).toBe("#1f6b4a");
  });
});
