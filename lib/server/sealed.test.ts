import { expect, test } from "vitest";
import { isSealed, isSealedWith, seal, unseal } from "./sealed";

const TEXT = "JBSWY3DPEHPK3PXP";

test("who reads the database alone does not read what is sealed in it, and the shop does", () => {
  const sealed = seal(TEXT, "owner 1", ["of the shop"]);
  expect(sealed).not.toContain(TEXT);
  expect(isSealed(sealed) && !isSealed(TEXT)).toBe(true);
  expect(unseal(sealed, "owner 1", ["of the shop"])).toBe(TEXT);
  expect(seal(TEXT, "owner 1", ["of the shop"])).not.toBe(sealed);
});

test("a shop that is given another secret opens what the earlier one sealed, and seals with the new one", () => {
  const old = seal(TEXT, "owner 1", ["old"]);
  expect(unseal(old, "owner 1", ["new", "old"])).toBe(TEXT);
  expect(isSealedWith(old, ["old"]) && !isSealedWith(old, ["new", "old"])).toBe(true);
  expect(isSealedWith(seal(TEXT, "owner 1", ["new", "old"]), ["new"])).toBe(true);
});

test("what is moved to another owner, changed, cut off or sealed by nobody does not open", () => {
  const sealed = seal(TEXT, "owner 1", ["a"]);
  const flipped = sealed.slice(0, -3) + (sealed.at(-3) === "A" ? "B" : "A") + sealed.slice(-2);
  expect(unseal(sealed, "owner 2", ["a"])).toBeNull();
  for (const damaged of [flipped, sealed.slice(0, 30), "v1", "v1.x.y", "", TEXT, sealed.replace("v1", "v2")])
    expect(unseal(damaged, "owner 1", ["a"]), damaged).toBeNull();
  expect(unseal(sealed, "owner 1", ["b"])).toBeNull();
  expect(unseal(sealed, "owner 1", [])).toBeNull();
  expect(() => seal(TEXT, "owner 1", [])).toThrow("no secret");
});
