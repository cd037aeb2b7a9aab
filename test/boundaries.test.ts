import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** Which room may not import what; the rules themselves are in biome.json. */
const FORBIDDEN: [from: string, specifier: string][] = [
  ["lib/alipay/wap/x.ts", "@/lib/server/db"],
  ["lib/alipay/wap/x.ts", "../../shop/money"],
  ["lib/alipay/x.ts", "next/headers"],
  ["lib/server/x.ts", "@/lib/shop/money"],
  ["lib/server/x.ts", "../alipay/amount"],
  ["lib/shop/x.ts", "@/app/current-buyer"],
  ["lib/shop/x.ts", "@/components/price"],
  ["lib/shop/orders/x.ts", "@/lib/shop/payments/settle-payment"],
  ["lib/shop/orders/x.ts", "../payments/settle-payment"],
  ["lib/shop/orders/x.ts", "@/lib/shop/refunds/send-refund"],
  ["lib/shop/payments/x.ts", "../refunds/send-refund"],
  ["lib/shop/stock/x.ts", "../orders/order"],
  ["lib/shop/catalog/x.ts", "@/lib/shop/orders/order"],
  ["lib/shop/refunds/x.ts", "@/lib/shop/invariants/patience"],
  ["lib/shop/payments/x.ts", "../invariants/patience"],
  ["lib/shop/orders/x.ts", "@/lib/shop/invariants/patience"],
  ["lib/shop/stock/x.ts", "@/lib/shop/invariants/patience"],
  ["components/x.tsx", "@/lib/server/db"],
  ["components/x.tsx", "@/app/current-buyer"],
  ["app/x.ts", "@/lib/alipay/md5"],
  ["app/x.ts", "@/lib/server/prisma/client"],
  ["emulator/x.ts", "@/lib/shop/money"],
  ["emulator/x.ts", "../lib/server/db"],
  ["e2e/x.ts", "@/lib/shop/money"],
  ["e2e/x.ts", "../lib/shop/money"],
];
const ALLOWED: [from: string, specifier: string][] = [
  ["lib/alipay/wap/x.ts", "../md5"],
  ["lib/shop/payments/x.ts", "@/lib/shop/orders/order"],
  ["lib/shop/refunds/x.ts", "@/lib/shop/payments/discrepancy"],
  ["lib/shop/invariants/x.ts", "@/lib/shop/refunds/refund"],
  ["lib/shop/assembly/x.ts", "../invariants/patience"],
  ["components/x.tsx", "@/lib/shop/money"],
  ["app/x.ts", "@/lib/shop/money"],
  ["emulator/x.ts", "@/lib/alipay/md5"],
];

/** Lints one small file for each case, in a folder of their own, and tells which of them were refused. */
function refused(cases: [from: string, specifier: string][]): boolean[] {
  const root = mkdtempSync(path.join(tmpdir(), "xiaopu-boundaries-"));
  try {
    const settings = JSON.parse(readFileSync("biome.json", "utf8"));
    writeFileSync(path.join(root, "biome.json"), JSON.stringify({ ...settings, $schema: undefined, vcs: undefined }));
    const files = cases.map(([from, specifier], index) => {
      const file = from.replace("x.ts", `case-${index}.ts`);
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), `import { thing } from "${specifier}";\n\nthing();\n`);
      return file;
    });
    const args = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
    const { stdout } = spawnSync(path.resolve("node_modules/.bin/biome"), args, { cwd: root, encoding: "utf8" });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
    const found = diagnostics
      .filter((one) => one.category === "lint/style/noRestrictedImports")
      .map((one) => path.normalize(one.location.path));
    return files.map((file) => found.includes(file));
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe("a wrong import fails the build", () => {
  test("each room is refused what it may not know", () => {
    const verdicts = refused(FORBIDDEN);
    expect(FORBIDDEN.filter((_, index) => !verdicts[index])).toEqual([]);
  });

  test("and is allowed what it needs", () => {
    const verdicts = refused(ALLOWED);
    expect(ALLOWED.filter((_, index) => verdicts[index])).toEqual([]);
  });
});
