import { expect, test } from "vitest";
import { z } from "zod";
import { createFormAction } from "./action";

const words = { invalid: "check what you typed", failed: "try again later" };
const action = createFormAction(
  words,
  async () => null,
  z.strictObject({ note: z.string() }),
  async ({ note }) => ({ ok: true, message: note }),
);

test("a shopper's form is read", async () => {
  const form = new FormData();
  form.set("note", "茶");
  expect(await action(null, form)).toEqual({ ok: true, message: "茶" });
});

test.each([undefined, null, 1, "x", [], { note: "x" }])(
  "who calls an action by hand with %j for a form is told to look again",
  async (form) => {
    expect(await action(null, form as unknown as FormData)).toMatchObject({ ok: false, message: words.invalid });
  },
);
