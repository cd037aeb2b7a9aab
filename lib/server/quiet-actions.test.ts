import { expect, test } from "vitest";
import { quietUnknownActions } from "./quiet-actions";

test("a stranger who posts for actions that are not there writes no stack into the log, and every other warning stays", () => {
  const said: unknown[][] = [];
  const target = { warn: (...args: unknown[]) => said.push(args) };
  quietUnknownActions(target);
  target.warn(new Error('Failed to find Server Action "x". This request might be from an older or newer deployment.'));
  target.warn(new Error("Invalid Server Actions request."));
  target.warn(new Error('The Server Reference ID did not match the expected format. Received "x".'));
  target.warn(new Error("The disk is full"), 1);
  target.warn("Failed to find Server Action");
  expect(said.map(([first]) => String(first))).toEqual(["Error: The disk is full", "Failed to find Server Action"]);
  expect(said[0]).toHaveLength(2);
});
