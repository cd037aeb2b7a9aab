// Podman with a storage of its own, so that what stands in for PostgreSQL here is never taken for it elsewhere, and a compose that
// speaks to it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "../../bootstrap/root.mjs";
import { CliError } from "../../process/cli-error";
import { run, succeeds } from "./run";

const PATIENCE_MS = 20_000;
/** A process of a container may have as many files open and as many processes as this one, and not more than these. */
const MOST_FILES = 65_536;
const PROCESSES = 4_096;

export type Engine = {
  podman: (...args: string[]) => Promise<string>;
  compose: (...args: string[]) => Promise<string>;
  hasImage: (name: string) => Promise<boolean>;
  /** Ends its service. Containers go on. */
  stop: () => Promise<void>;
};

/** `folder`: for everything that it keeps; `env`: for compose, on top of ours. @throws {CliError} when its service does not start */
export async function openEngine(folder: string, env: Record<string, string>): Promise<Engine> {
  const socket = path.join(folder, "podman.sock");
  const podmanEnv = { ...process.env, CONTAINERS_CONF: writeConfig(folder), DISABLE_HC_SYSTEMD: "true" };
  const own = ["--root", path.join(folder, "storage"), "--runroot", path.join(folder, "run")];
  const podman = (...args: string[]) => run(["podman", ...own, ...args], { env: podmanEnv });
  const service = spawn("podman", [...own, "system", "service", "--time=0", `unix://${socket}`], {
    env: podmanEnv,
    stdio: ["ignore", "ignore", "inherit"],
    detached: true, // Ctrl-C is ours to answer: what is up is taken down first
  });
  const composeEnv = { ...process.env, ...env, DOCKER_HOST: `unix://${socket}`, DOCKER_BUILDKIT: "0" };
  const compose = (...args: string[]) => run(["docker-compose", ...FILES, ...args], { env: composeEnv });
  await answers(service, () => succeeds(["podman", "--url", `unix://${socket}`, "version"]));
  return {
    podman,
    compose,
    hasImage: (name) => succeeds(["podman", ...own, "image", "exists", name], { env: podmanEnv }),
    stop: () => end(service),
  };
}

const FILES = ["container/compose.yaml", "scripts/container/trial/compose.yaml"].flatMap((file) => ["-f", path.join(ROOT, file)]);

/** Podman asks for limits that not every root may set. */
function writeConfig(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "containers.conf");
  const hard = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1] ?? MOST_FILES);
  const files = Math.min(hard, MOST_FILES);
  writeFileSync(
    file,
    `[containers]
default_ulimits = ["nofile=${files}:${files}", "nproc=${PROCESSES}:${PROCESSES}"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_config_dir = "${path.join(folder, "networks")}"
`,
  );
  return file;
}

async function answers(service: ChildProcess, isThere: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until && service.exitCode === null) {
    if (await isThere()) return;
    await wait(200);
  }
  await end(service);
  throw new CliError("podman's service did not answer.");
}

async function end(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return;
  const gone = new Promise((resolve) => service.once("exit", resolve));
  service.kill("SIGTERM");
  await gone;
}
