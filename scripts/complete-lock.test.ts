import { expect, test } from "vitest";
import { completeLock, type Lock } from "./complete-lock";

test("a Mac's and a Windows' packages are in a lock file that was written beside a Linux-only mirror", () => {
  const lock: Lock = {
    packages: {
      "": {},
      "node_modules/swc": {
        version: "2.0.0",
        optionalDependencies: { "@x/swc-darwin-arm64": "2.0.0", "@x/swc-linux-x64-musl": "2.0.0", "@x/swc-linux-x64-gnu": "2.0.0" },
      },
      "node_modules/@x/swc-linux-x64-gnu": { version: "2.0.0", integrity: "sha512-known", optional: true },
    },
  };
  expect(completeLock(lock)).toEqual(["@x/swc-darwin-arm64", "@x/swc-linux-x64-musl"]);
  expect(lock.packages).toMatchObject({
    "node_modules/@x/swc-darwin-arm64": { version: "2.0.0", cpu: ["arm64"], os: ["darwin"], optional: true },
    "node_modules/@x/swc-linux-x64-musl": { version: "2.0.0", cpu: ["x64"], os: ["linux"], libc: ["musl"], optional: true },
    "node_modules/@x/swc-linux-x64-gnu": { integrity: "sha512-known" },
  });
  expect(completeLock(lock)).toEqual([]);
});

test("what is optional for another reason than its system, or has no exact version, is left to npm", () => {
  const lock: Lock = {
    packages: { "node_modules/vite": { optionalDependencies: { fsevents: "~2.3.3", "@x/core-darwin-x64": "^1.0.0" } } },
  };
  expect(completeLock(lock)).toEqual([]);
});
