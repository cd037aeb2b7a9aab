import { describe, expect, test } from "vitest";
import { screenFor, toScreen, whyNotHere } from "./judge-start";

describe("a payment is begun for the page of whoever begins it", () => {
  test("the one for computers only where the contract has it", () => {
    expect(screenFor({ hasComputerPage: true }, "computer")).toBe("computer");
    expect(screenFor({ hasComputerPage: false }, "computer")).toBe("phone");
    for (const hasComputerPage of [true, false]) expect(screenFor({ hasComputerPage }, "phone")).toBe("phone");
  });

  test("and what a row says that is no page is the one for phones, as all were before", () => {
    expect(["computer", "phone", "", "desk"].map(toScreen)).toEqual(["computer", "phone", "phone", "phone"]);
  });
});

describe("and goes on there alone", () => {
  test.each([
    ["phone", "phone", true, null],
    ["phone", "phone", false, null],
    ["phone", "computer", true, "on_phone"],
    ["phone", "computer", false, "on_phone"],
    ["computer", "computer", true, null],
    ["computer", "phone", true, null],
    ["computer", "computer", false, "confirming"],
    ["computer", "phone", false, "confirming"],
  ] as const)(
    "begun for a %s, its buyer at a %s, the contract with the page for computers (%s): %s",
    (begun, screen, hasComputerPage, why) => {
      expect(whyNotHere(begun, { screen, hasComputerPage })).toBe(why);
    },
  );
});
