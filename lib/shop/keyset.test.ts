import { expect, test } from "vitest";
import { readKeyset, UUID, writeKeyset } from "./keyset";

test("an address with a made-up place in the list shows the list from its top", () => {
  const place = { at: new Date(1763800000123), id: "0b5f1c3e-1d2a-4c3b-9e4f-5a6b7c8d9e0f" };
  expect(readKeyset(writeKeyset(place), UUID)).toEqual(place);
  for (const text of [undefined, "", "x", "1.2", "1.' OR 1=1", `99999999999999999.${place.id}`]) expect(readKeyset(text, UUID)).toBeNull();
});
