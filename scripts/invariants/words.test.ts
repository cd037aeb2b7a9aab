import { expect, test } from "vitest";
import { describeBroken } from "@/lib/shop/invariants/invariant";
import { ALL_BROKEN } from "@/test/broken-samples";
import { WORDS } from "./words";

test("the console has a whole sentence for whatever is broken", () => {
  for (const broken of ALL_BROKEN)
    for (const { sentence } of describeBroken(broken, WORDS)) expect(sentence, broken.code).not.toMatch(/undefined|NaN|null|_unseen/);
});
