// The images that the shop's are built on, and those of PostgreSQL and Caddy, made from Debian's packages and the npm registry.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { Engine } from "./engine";
import { run } from "./run";

const HERE = import.meta.dirname;
const AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";
const MIRROR = "http://deb.debian.org/debian";
const SUITE = "bookworm";
const NODE_MAJOR = 24;
const NPM_MAJOR = 11;
/** Left out of Debian's packages, as its slim images do. */
const LEFT_OUT = ["doc", "man", "info", "locale"].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`);
const SMALL = { variant: "essential", packages: ["ca-certificates", "libstdc++6"] };
const LARGE = { variant: "minbase", packages: ["ca-certificates", "postgresql", "caddy"] };

/** By the names that the Containerfile and compose.yaml ask for. */
export const BASES = {
  node: "docker.io/library/node:24-bookworm-slim",
  postgres: "docker.io/library/postgres:18",
  caddy: "docker.io/library/caddy:2",
} as const;

/** Makes what is missing; `folder` keeps the archives for the next time. @throws {CliError} when something cannot be had */
export async function makeBaseImages(engine: Engine, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await importDebian(engine, path.join(folder, "small.tar"), "small", SMALL);
  await importDebian(engine, path.join(folder, "large.tar"), "large", LARGE);
  const context = mkdtempSync(path.join(folder, "context-"));
  try {
    await unpack(`node-linux-${process.arch}@${NODE_MAJOR}`, folder, path.join(context, "package"), "node-package");
    cpSync(path.join(folder, "node-package", "bin", "node"), path.join(context, "node"));
    await unpack(`npm@${NPM_MAJOR}`, folder, path.join(context, "package"), "npm-package");
    cpSync(path.join(folder, "npm-package"), path.join(context, "npm"), { recursive: true });
    cpSync(AUTHORITIES, path.join(context, "authorities.crt")); // npm may be reached through a proxy that this machine trusts
    cpSync(path.join(HERE, "postgres-entrypoint.sh"), path.join(context, "postgres-entrypoint.sh"));
    const file = path.join(HERE, "base-images.Containerfile");
    for (const [target, name] of Object.entries(BASES))
      await engine.podman("build", "--format", "docker", "-f", file, "--target", target, "-t", name, context);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

type Debian = { variant: string; packages: string[] };

async function importDebian(engine: Engine, archive: string, size: "small" | "large", { variant, packages }: Debian): Promise<void> {
  const part = `${archive}.part.tar`;
  if (!existsSync(archive)) {
    await run(["mmdebstrap", "--mode=root", `--variant=${variant}`, ...LEFT_OUT, `--include=${packages}`, SUITE, part, MIRROR]);
    renameSync(part, archive);
  }
  const image = `localhost/xiaopu-trial-${size}`;
  if (!(await engine.hasImage(image))) await engine.podman("import", archive, image);
}

/** Unpacks a package of the npm registry into `folder`/`name`, unless it is there. */
async function unpack(what: string, folder: string, into: string, name: string): Promise<void> {
  const place = path.join(folder, name);
  if (existsSync(place)) return;
  const packed = (await run(["npm", "pack", "--silent", what], { cwd: folder })).trim().split("\n").at(-1) ?? "";
  await run(["tar", "-xzf", path.join(folder, packed), "-C", path.dirname(into)]);
  rmSync(path.join(folder, packed));
  renameSync(into, place);
}
