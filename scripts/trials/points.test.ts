import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ROOMS } from "@/test/rooms";
import { ROOT } from "../bootstrap/root.mjs";
import { makeTraps } from "./points";

test("a server is met at the point that was named, once, and everybody else goes by", async () => {
  const traps = makeTraps();
  expect(traps.passes("answer: success to Alipay", 0)).toBe("go");
  const met = traps.set("answer: success to Alipay", "answer: the owner's refund");
  expect(traps.passes("before call: alipay.trade.query", 0)).toBe("go");
  expect(traps.passes("answer: success to Alipay", 1)).toBe("kill");
  expect(traps.passes("answer: success to Alipay", 0)).toBe("go");
  expect(await met).toEqual({ point: "answer: success to Alipay", instance: 1 });
  expect(traps.seen.get("answer: success to Alipay")).toBe(3);
});

/** Words that only the trials have. */
const OURS = ["scripts/trials", "scripts/chaos", "after commit: ", "before commit: "];

function filesIn(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(m?js|cjs|tsx?|json)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test("a shop that runs holds nothing of all this: not its sources, and not what is built of them", () => {
  const places = ["app", "components", "lib", "emulator", "instrumentation.ts", "proxy.ts", "next.config.js", ".next/server"];
  const files = places.flatMap((place) => filesIn(path.join(ROOT, place)));
  expect(files.length).toBeGreaterThan(500);
  const found = files.filter((file) => {
    const text = readFileSync(file, "utf8");
    return OURS.some((word) => text.includes(word));
  });
  expect(found).toEqual([]);
});

test("no room of the shop may import them", () => {
  const shop = Object.entries(ROOMS).filter(([room]) => /^(app|components|lib|emulator)\b/.test(room));
  expect(shop.filter(([, { imports }]) => imports.some((one) => /^scripts\/(trials|chaos|flood)/.test(one)))).toEqual([]);
});
