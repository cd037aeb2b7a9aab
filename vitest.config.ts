import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": path.resolve("."),
  // In the server's bundle this package is empty; elsewhere it throws.
  "server-only": path.resolve("node_modules/server-only/empty.js"),
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{lib,emulator,components,app,scripts,test,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          // Properties over generated values take seconds where the machine is busy.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["{lib,emulator,app,scripts,test}/**/*.db.test.ts"],
          globalSetup: ["test/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
