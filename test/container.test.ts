import { existsSync, readFileSync } from "node:fs";
import { parseEnv as parseDotEnv } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ENV_NAMES } from "@/lib/server/env";
import { BASES } from "@/scripts/container/trial/base-images";

const read = (file: string) => readFileSync(file, "utf8");
const containerfile = read("container/Containerfile");
const service = z.object({
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.string().optional(),
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().default(false) }).optional(),
  network_mode: z.string().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
});
const text = read("container/compose.yaml");
const { services } = z.object({ services: z.record(z.string(), service) }).parse(parse(text, { merge: true }));
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith("xiaopu"));
const shops = ours.filter(([, { image }]) => image === "xiaopu");
const HOPS = `$\{TRUSTED_PROXY_HOPS:-1}`;
/** Read by scripts/container/prepare.ts alone. */
const PREPARE = "MIGRATION_DATABASE_URL";

test("whoever runs the shop in containers sets only what it reads, and finds each variable that is asked of them in the example", () => {
  expect(ours.map(([name]) => name)).toEqual(["prepare", "shop-1", "shop-2", "tools"]);
  for (const [, { environment }] of ours) for (const name of Object.keys(environment)) expect([...ENV_NAMES, PREPARE]).toContain(name);
  const asked = new Set([...text.matchAll(/\$\{(\w+)(?::\?|:-[^}]+)\}/g)].map(([, name]) => name));
  expect(Object.keys(parseDotEnv(read("container/env.example"))).sort()).toEqual([...asked].sort());
  expect(text.match(/\$\{\w+\}/)).toBeNull(); // each one refuses to be forgotten, or says what it is unless set
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

test("Caddy sends shoppers to each instance, at the port of the image, by an address that only this machine has", () => {
  const port = /PORT=(\d+)/.exec(containerfile)?.[1];
  const published = shops.map(
    ([
      ,
      {
        ports: [one = ""],
      },
    ]) => one,
  );
  for (const one of published) expect(one).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:${port}$`));
  const places = published.map((one) => one.replace(`:${port}`, ""));
  expect(/reverse_proxy (.+) \{/.exec(read("container/Caddyfile"))?.[1]?.split(" ")).toEqual(places);
});

test("no port is handed on before Caddy, so that it sees who comes, also behind a CDN, and nobody else has a port on the internet", () => {
  expect(services.caddy).toMatchObject({ network_mode: "host", ports: [] });
  for (const [name, { ports }] of Object.entries(services)) for (const one of ports) expect(one, name).toMatch(/^127\.0\.0\.1:/);
  expect(shops.map(([, { environment }]) => environment.TRUSTED_PROXY_HOPS)).toEqual(Array(shops.length).fill(HOPS));
  expect(read("container/Caddyfile")).toMatch(/reverse_proxy .+ \{[^}]*trusted_proxies \{\$CDN_NETWORKS:127\.0\.0\.1\/32\}/);
  expect(services.caddy?.environment).toHaveProperty("CDN_NETWORKS");
});

test("whoever waits until another is well waits for one that says so itself, whatever format its image has", () => {
  const awaited = Object.values(services).flatMap(({ depends_on }) =>
    Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === "service_healthy" ? [name] : [])),
  );
  expect(new Set(awaited)).toEqual(new Set(["database", ...shops.map(([name]) => name)]));
  for (const name of awaited) {
    expect(services[name]?.healthcheck?.test?.[0], name).toBe("CMD");
    // Debian 12's Podman takes what it gets from compose apart at each space.
    for (const word of services[name]?.healthcheck?.test ?? []) expect(word, name).not.toContain(" ");
    expect(services[name]?.healthcheck?.disable, name).toBe(false);
  }
  expect(services.tools?.healthcheck?.disable).toBe(true); // a command is over when it is over
});

test("a file of the checkout that is mounted may be read where SELinux looks, and one that is copied by another user than root", () => {
  const mounted = Object.values(services).flatMap(({ volumes }) => volumes.filter((volume) => volume.startsWith(".")));
  expect(mounted.length).toBeGreaterThan(0);
  for (const volume of mounted) expect(volume).toMatch(/:ro,z$/);
  const [tools = "", shop = ""] = containerfile.split(" AS shop");
  expect(tools).toMatch(/build\.ts .*&& chmod -R a\+rX \./);
  expect([...shop.matchAll(/^COPY (?!--from=tools )/gm)]).toEqual([]);
});

test("the image that shoppers reach has no npm, as the page for whoever runs it says", () => {
  const [, shop = ""] = containerfile.split(" AS shop");
  for (const what of ["lib/node_modules", "bin/npm", "bin/npx", "bin/corepack"]) expect(shop).toMatch(new RegExp(`rm -rf .*\\b${what}\\b`));
});

test("the images have a Node.js that package.json allows, build what compose asks for, and ask for their health where it is answered", () => {
  const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(read("package.json")));
  const major = Number(/^ARG NODE_IMAGE=\S+\/node:(\d+)-/m.exec(containerfile)?.[1]);
  const from = Number(/>=(\d+)$/.exec(engines.node)?.[1]);
  expect(major >= from || engines.node.includes(`^${major}.`)).toBe(true);
  const targets = [...containerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, name]) => name);
  for (const image of new Set(ours.map(([, { image }]) => image))) {
    const builds = ours.flatMap(([, one]) => (one.image === image && one.build ? [one.build] : []));
    expect(builds, image).toEqual([
      { context: "..", dockerfile: "container/Containerfile", target: image === "xiaopu" ? "shop" : "tools" },
    ]);
    expect(targets).toContain(builds[0]?.target);
  }
  const checks = [
    /^HEALTHCHECK .* CMD (\[.+\])$/m.exec(containerfile)?.[1] ?? "",
    JSON.stringify(services["shop-1"]?.healthcheck?.test?.slice(1)),
  ];
  for (const check of checks) expect(JSON.parse(check)).toEqual(["node", "health.mjs"]);
  expect(containerfile).toMatch(/^COPY --from=tools .*\/container\/health\.mjs .* \.\/$/m);
  const paths = [read("container/health.mjs"), read("container/Caddyfile")].flatMap((one) =>
    [...one.matchAll(/\/api\/health[\w/]*/g)].map(([path]) => path),
  );
  expect(paths).toHaveLength(2);
  for (const path of paths) expect(existsSync(`app${path}/route.ts`)).toBe(true);
});

test("an instance that the engine stops hears of it in time to send shoppers to another one first", () => {
  const signal = /^STOPSIGNAL (\w+)$/m.exec(containerfile)?.[1];
  expect(read("container/start.mjs")).toContain(`process.once("${signal}"`);
  const seconds = (name: string) => Number(new RegExp(`${name} (\\d+)s`).exec(read("container/Caddyfile"))?.[1]);
  const leaves = Number(/LEAVE_SECONDS \|\| (\d+)\)/.exec(read("container/start.mjs"))?.[1]);
  expect(leaves).toBeGreaterThan(seconds("health_interval") + seconds("health_timeout"));
});

test("no image is built from somebody's keys, data or history, and none runs as root", () => {
  const left = read(".dockerignore").split("\n");
  for (const what of [".git", ".data", "**/.env", "**/.env.*", "node_modules", ".next"]) expect(left).toContain(what);
  expect([...containerfile.matchAll(/^USER (.+)$/gm)].map(([, user]) => user)).toEqual(["1000:1000", "1000:1000"]);
});

test("the trial of the containers stands in for the very images that are named, and adds to services that are there", () => {
  const named = [
    /^ARG NODE_IMAGE=(.+)$/m.exec(containerfile)?.[1],
    ...Object.values(services).flatMap(({ image }) => (image.startsWith("xiaopu") ? [] : [image])),
  ];
  expect(named.sort()).toEqual(Object.values(BASES).sort());
  const added = z
    .object({ services: z.record(z.string(), z.unknown()) })
    .parse(parse(read("scripts/container/trial/compose.yaml"), { merge: true }));
  expect(Object.keys(added.services).filter((name) => !(name in services))).toEqual(["alipay"]);
});
