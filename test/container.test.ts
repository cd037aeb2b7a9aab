import { existsSync, readFileSync } from "node:fs";
import { parseEnv as parseDotEnv } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ENV_NAMES } from "@/lib/server/env";

const read = (file: string) => readFileSync(file, "utf8");
const containerfile = read("container/Containerfile");
const service = z.object({
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.string().optional(),
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const text = read("container/compose.yaml");
const { services } = z.object({ services: z.record(z.string(), service) }).parse(parse(text, { merge: true }));
const ours = Object.entries(services).filter(([, { build }]) => build);
const shops = ours.filter(([, { build }]) => build?.target === "shop");
/** Read by scripts/container/prepare.ts alone. */
const PREPARE = "MIGRATION_DATABASE_URL";

test("whoever runs the shop in containers sets only what it reads, and finds each variable that is asked of them in the example", () => {
  expect(ours.map(([name]) => name)).toEqual(["prepare", "shop-1", "shop-2", "tools"]);
  for (const [, { environment }] of ours) for (const name of Object.keys(environment)) expect([...ENV_NAMES, PREPARE]).toContain(name);
  const asked = new Set([...text.matchAll(/\$\{(\w+)(:\?)?\}/g)].map(([, name]) => name));
  expect(Object.keys(parseDotEnv(read("container/env.example"))).sort()).toEqual([...asked].sort());
  expect(text.match(/\$\{\w+\}/)).toBeNull(); // each one refuses to be forgotten
});

test("no container that shoppers reach knows the owner of the database", () => {
  for (const [, { environment }] of shops) {
    expect(Object.values(environment).join()).not.toMatch(/DATABASE_PASSWORD/);
    expect(environment.DATABASE_URL).toMatch(/^postgres:\/\/xiaopu_shop:/);
    expect(environment).not.toHaveProperty(PREPARE);
  }
});

test("the shop starts when the database was brought up to date, and not before", () => {
  for (const [, { depends_on }] of shops) expect(depends_on).toEqual({ prepare: { condition: "service_completed_successfully" } });
  expect(services.prepare?.depends_on).toEqual({ database: { condition: "service_healthy" } });
  expect(Number(/postgres:(\d+)$/.exec(services.database?.image ?? "")?.[1])).toBeGreaterThanOrEqual(15);
});

test("Caddy sends shoppers to each instance, at the port of the image", () => {
  const port = /PORT=(\d+)/.exec(containerfile)?.[1];
  expect(/reverse_proxy (.+) \{/.exec(read("container/Caddyfile"))?.[1]?.split(" ")).toEqual(shops.map(([name]) => `${name}:${port}`));
});

test("the images have a Node.js that package.json allows, build what compose asks for, and ask for their health where it is answered", () => {
  const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(read("package.json")));
  const major = Number(/^ARG NODE_IMAGE=\S+\/node:(\d+)-/m.exec(containerfile)?.[1]);
  const from = Number(/>=(\d+)$/.exec(engines.node)?.[1]);
  expect(major >= from || engines.node.includes(`^${major}.`)).toBe(true);
  const targets = [...containerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, name]) => name);
  for (const [, { build }] of ours) {
    expect(targets).toContain(build?.target);
    expect(build).toMatchObject({ context: "..", dockerfile: "container/Containerfile" });
  }
  const paths = [containerfile, read("container/Caddyfile")].flatMap((one) =>
    [...one.matchAll(/\/api\/health[\w/]*/g)].map(([path]) => path),
  );
  expect(paths).toHaveLength(2);
  for (const path of paths) expect(existsSync(`app${path}/route.ts`)).toBe(true);
});

test("no image is built from somebody's keys, data or history, and none runs as root", () => {
  const left = read(".dockerignore").split("\n");
  for (const what of [".git", ".data", "**/.env", "**/.env.*", "node_modules", ".next"]) expect(left).toContain(what);
  expect([...containerfile.matchAll(/^USER (.+)$/gm)].map(([, user]) => user)).toEqual(["1000:1000", "1000:1000"]);
});
