import { expect, test } from "vitest";
import { type CartAction, readAction, readTyped, writeAction } from "./cart-action";

test("every action of a buyer comes out of its button as it went in", () => {
  const actions: CartAction[] = [
    { kind: "quantity", variantId: 12, quantity: 3 },
    { kind: "select", variantId: 12, selected: false },
    { kind: "select-all", selected: true },
    { kind: "remove", variantId: 12 },
    {
      kind: "seen",
      prices: [
        { variantId: 12, priceFen: 980 },
        { variantId: 15, priceFen: 2600 },
      ],
    },
    { kind: "typed" },
    { kind: "checkout" },
  ];
  for (const action of actions) expect(readAction(writeAction(action))).toEqual(action);
});

test("nobody orders less than one or more than ninety-nine", () => {
  expect(readAction("quantity:12:0")).toMatchObject({ quantity: 1 });
  expect(readAction("quantity:12:5000")).toMatchObject({ quantity: 99 });
});

test("a forged button does nothing", () => {
  const forged = [
    "",
    "remove",
    "remove:",
    "remove:-1",
    "remove:0",
    "remove:1:2:3",
    "remove:99999999999",
    "select:1:maybe",
    "quantity:1:1e3",
  ];
  for (const value of [...forged, "seen:", "seen:1=", "seen:1=9,", "pay:1"]) expect(readAction(value)).toBeNull();
});

test("a buyer without JavaScript types several quantities and presses Enter once", () => {
  const typed = readTyped({ cartAction: "typed", "quantity-3": "2", "quantity-8": "140", "quantity-9": "", "quantity-x": "1" });
  expect(typed).toEqual([
    { variantId: 3, quantity: 2 },
    { variantId: 8, quantity: 99 },
  ]);
});
