import { describe, expect, test } from "vitest";
import { CAPABILITIES, type Capability, may, type ROLES } from "./role";

const all = Object.keys(CAPABILITIES) as Capability[];
const of = (role: (typeof ROLES)[number]) => all.filter((capability) => may({ role }, capability));

describe("what whoever works in the back office may do", () => {
  test("an owner may do everything", () => {
    expect(of("OWNER")).toEqual(all);
  });

  test("a clerk ships, prints, writes notes and takes files of orders out, and has nothing of money or settings", () => {
    expect(of("CLERK")).toEqual(["account", "orders.read", "orders.ship", "orders.note", "orders.export", "goods.read"]);
  });

  test("a reader sees orders, goods and figures, and changes nothing but the own password", () => {
    expect(of("READER")).toEqual(["account", "orders.read", "money.read", "goods.read"]);
  });
});
