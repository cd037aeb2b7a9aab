import { expect, test, vi } from "vitest";
import { z } from "zod";
import { confirmedMemberAction } from "./confirmed-action";

const LOGIN = { ok: false, message: "log in first" };
vi.mock("./member", () => ({ memberAction: () => async () => LOGIN }));

test.each([["no form"], [null], [undefined], [{ get: 1 }]])(
  "a stranger who posts %j by hand is asked who he is, and throws nothing",
  async (form) => {
    const action = confirmedMemberAction("account", z.strictObject({}), async () => null);
    expect(await action(null, form as unknown as FormData)).toEqual(LOGIN);
  },
);
