import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { meterProcess } from "@/lib/server/metrics/process";
import { onRead, readMetrics } from "@/lib/server/metrics/registry";
import { type Family, readExposition, sumOf } from "@/test/exposition";

let families: Map<string, Family>;

beforeAll(async () => {
  // All that the server itself loads.
  await import("./boot");
  await import("@/lib/server/take-turns");
  meterProcess();
  families = readExposition((await readMetrics()).text);
});

/** Labels that Prometheus itself adds, and that of the bounds of a histogram. */
const ADDED_LABELS = ["instance", "le"];
const KNOWN_LABELS = [
  ...["about", "answer", "budget", "channel", "contract", "event", "kind", "limit", "method", "outcome", "pool", "protocol", "queue"],
  ...["reason", "source", "state", "verdict"],
];
const DOCUMENTS = ["docs/grafana/xiaopu.json", "docs/grafana/alerts.yml", "docs/operations.md"];
/** Of the operations page, the part about the figures. */
function readDocument(file: string): string {
  const text = readFileSync(path.join(import.meta.dirname, "../../..", file), "utf8");
  return file.endsWith(".md") ? (/^## Figures for Prometheus$[\s\S]*?(?=^## )/m.exec(text)?.[0] ?? "") : text;
}

describe("the figures", () => {
  test("are named as Prometheus' own are: what they belong to, in base units, counts with _total", () => {
    expect(families.size).toBeGreaterThan(30);
    for (const [name, { type, help }] of families) {
      expect(name).toMatch(/^xiaopu_[a-z0-9]+(?:_[a-z0-9]+)*$/);
      expect(name).not.toMatch(/_(?:ms|milliseconds|minutes|hours|kb|mb|kilobytes|percent|count|sum|bucket|info)$/);
      expect(help, name).toMatch(/^[A-Z01].*\.$/);
      expect(name.endsWith("_total"), name).toBe(type === "counter");
      if (type === "histogram") expect(name).toMatch(/_seconds$/);
      expect(["counter", "gauge", "histogram"]).toContain(type);
    }
  });

  test("have labels of few values only: no number, no address, nothing that somebody typed", () => {
    const used = [...families.values()].flatMap(({ samples }) => samples.flatMap(({ labels }) => Object.keys(labels)));
    for (const label of used) expect([...KNOWN_LABELS, "le"]).toContain(label);
  });

  test("tell how the process does", () => {
    expect(sumOf(families, "xiaopu_process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
    expect(sumOf(families, "xiaopu_process_start_time_seconds") * 1000).toBeLessThan(Date.now());
    expect(sumOf(families, "xiaopu_process_cpu_seconds_total")).toBeGreaterThan(0);
  });

  test("show for how long the event loop did nothing else", async () => {
    await readMetrics();
    await pause(30);
    for (const until = performance.now() + 200; performance.now() < until; );
    await pause(30);
    const read = readExposition((await readMetrics()).text);
    expect(sumOf(read, "xiaopu_event_loop_delay_max_seconds")).toBeGreaterThan(0.15);
  });

  test("are there although one of them cannot be had", async () => {
    onRead("broken", () => {
      throw new Error("not to be had");
    });
    onRead("broken as well", () => Promise.reject(new Error("not to be had")));
    expect(readExposition((await readMetrics()).text).size).toBe(families.size);
  });

  test.each(DOCUMENTS)("are all there that %s names", (file) => {
    const named = [...new Set(readDocument(file).match(/xiaopu_[a-z0-9_]*[a-z0-9](?![a-z0-9_]*…)/g))].filter(
      (name) => !name.endsWith("_…"),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) {
      const family = name.replace(/_(?:bucket|sum|count)$/, "");
      const isThere = families.has(name) || families.get(family)?.type === "histogram";
      expect(isThere, name).toBe(true);
    }
  });

  test.each(DOCUMENTS.slice(0, 2))("have all labels by which %s tells them apart", (file) => {
    const text = readDocument(file).replaceAll('\\"', '"');
    const groups = [...text.matchAll(/by \(([a-z_, ]+)\)/g)].flatMap(([, labels = ""]) => labels.split(", "));
    const wanted = [...text.matchAll(/\{([^{}]*)\}\[|\{([^{}]*)\}/g)].flatMap(([match]) =>
      [...match.matchAll(/([a-z_]+)(?:=|!=|=~)"/g)].map(([, label]) => label),
    );
    expect(groups.length).toBeGreaterThan(2);
    for (const label of [...groups, ...wanted]) expect([...KNOWN_LABELS, ...ADDED_LABELS]).toContain(label);
  });

  test("are all on the dashboard", () => {
    const dashboard = readDocument("docs/grafana/xiaopu.json");
    for (const name of families.keys()) expect(dashboard).toContain(name);
  });

  test("have panels with a name, a question and a place of their own each", () => {
    type Panel = { id: number; type: string; title: string; gridPos: Record<"x" | "y" | "w" | "h", number>; targets?: { expr: string }[] };
    const { panels } = JSON.parse(readDocument("docs/grafana/xiaopu.json")) as { panels: Panel[] };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { title, type, targets, gridPos } of panels) {
      expect(title).not.toBe("");
      if (type !== "row") expect(targets?.every(({ expr }) => expr.includes("xiaopu_"))).toBe(true);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x < 24 && !taken.has(`${x} ${y}`), title).toBe(true);
          taken.add(`${x} ${y}`);
        }
    }
  });
});
