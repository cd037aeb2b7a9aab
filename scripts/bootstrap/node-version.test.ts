import { expect, test } from "vitest";
import packageJson from "../../package.json";
import { nodeTrouble } from "./node-version.mjs";

test.each(["20.19.0", "20.20.2", "22.12.0", "22.21.1", "24.0.0", "24.11.1", "26.0.0", "25.0.0-nightly20250501"])(
  "whoever has Node.js %s can start the shop",
  (version) => {
    expect(nodeTrouble(version)).toBeNull();
  },
);

test.each(["16.20.2", "18.20.8", "20.18.3", "21.7.3", "22.11.0", "23.11.1"])(
  "whoever has Node.js %s reads which versions are supported",
  (version) => {
    expect(nodeTrouble(version)).toBe(
      `Node.js ${version} is not supported: install version 20.19, 22.12, 24 or newer (https://nodejs.org).`,
    );
  },
);

test("the versions are those of package.json, and a range that is written in another way is refused", () => {
  expect(packageJson.engines.node).toBe("^20.19.0 || ^22.12.0 || >=24");
  expect(nodeTrouble("20.19.1", "^20.19.2")).not.toBeNull();
  expect(nodeTrouble("21.0.0", ">=20.19")).toBeNull();
  expect(() => nodeTrouble("20.19.0", "~20.19.0")).toThrow('has "~20.19.0"');
});
