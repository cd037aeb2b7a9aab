// `npm run containers [-- --seconds 20 --built --keep --only "stands still"]`: builds the images, starts container/compose.yaml with PostgreSQL, the migration, two
// instances and Caddy, buys through Caddy, and lets parts fall meanwhile. As root, on Linux, with Debian's podman, docker-compose
// (version 2) and mmdebstrap; no registry of images is asked.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../../bootstrap/root.mjs";
import { CliError, printError } from "../../process/cli-error";
import { createProgress } from "../../stack/progress";
import { makeDataDir } from "../../stack/settings";
import { listenForStop } from "../../stack/stop-signals";
import { makeBaseImages } from "./base-images";
import { type Engine, openEngine } from "./engine";
import { openTrial } from "./open-trial";
import { run, succeeds } from "./run";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "20" },
    keep: { type: "boolean", default: false },
    built: { type: "boolean", default: false },
    only: { type: "string", default: "" },
  },
});
const progress = createProgress();
const folder = path.join(ROOT, ".data", "containers");
/** Where we are: as we were called, beside everybody's mounts, or where there is no other network than our own. */
const place = process.env.XIAOPU_CONTAINERS_PLACE;
const PLACES = { building: ["--mount"], trying: ["--mount", "--net"] } as const;
const INSIDE = `umount /sys/fs/cgroup/unified 2> /dev/null
[ "$XIAOPU_CONTAINERS_PLACE" = building ] || { ip link set lo up && ip route add local 5.5.0.0/16 dev lo; } || exit 1
exec "$0" "$@"`;
const SHOP_URL = "https://xiaopu.example";
const SECRETS = {
  SHOP_URL,
  DATABASE_PASSWORD: "0123456789abcdef",
  SHOP_PASSWORD: "fedcba9876543210",
  ACTIONS_KEY: Buffer.alloc(32, "x").toString("base64"),
  TRIAL_CADDYFILE: path.join(folder, "Caddyfile"),
};

process.exitCode = await main().catch((error: unknown) => {
  printError(error);
  return 1;
});

async function main(): Promise<number> {
  if (place === "building") return build();
  if (place === "trying") return attempt();
  if (process.getuid?.() !== 0) throw new CliError("npm run containers wants root: it makes networks and Debian's base by itself.");
  for (const program of ["podman", "docker-compose", "mmdebstrap", "unshare", "ip"])
    if (!(await succeeds(["which", program])))
      throw new CliError(`npm run containers needs ${program} (docs/operations.md, In containers).`);
  // The first one calls a file of today invalid, after minutes of building.
  const compose = (await run(["docker-compose", "version", "--short"])).trim();
  if (!/^v?[2-9]/.test(compose)) throw new CliError(`npm run containers needs docker-compose 2, not ${compose}.`);
  makeDataDir(folder);
  const stopRequest = listenForStop(() => {});
  for (const next of values.built ? (["trying"] as const) : (["building", "trying"] as const)) {
    const code = await enter(next);
    if (code !== 0 || stopRequest.signal.aborted) return code || stopRequest.exitCode();
  }
  return 0;
}

/**
 * Runs this program once more among mounts, and for the trial in a network, of its own: the ports 80, 443, 3001 and 3002 are then nobody
 * else's, and crun takes cgroups of the first version, beside which the second is mounted.
 */
async function enter(next: keyof typeof PLACES): Promise<number> {
  const args = [
    ...PLACES[next],
    "--propagation",
    "private",
    "sh",
    "-c",
    INSIDE,
    process.execPath,
    ...process.execArgv,
    ...process.argv.slice(1),
  ];
  const child = spawn("unshare", args, { stdio: "inherit", env: { ...process.env, XIAOPU_CONTAINERS_PLACE: next } });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function withEngine(work: (engine: Engine) => Promise<number>): Promise<number> {
  const engine = await openEngine(folder, SECRETS);
  try {
    return await work(engine);
  } finally {
    await engine.stop();
  }
}

async function build(): Promise<number> {
  return withEngine(async (engine) => {
    await progress.step("making Debian, Node.js, PostgreSQL and Caddy", () => makeBaseImages(engine, folder), { isLong: true });
    await withShopFile(async () => {
      for (const service of ["prepare", "shop-1"])
        await progress.step(`compose build ${service}`, () => engine.compose("build", service), { isLong: true });
    });
    progress.line(await engine.podman("images", "--format", "  {{.Size}}  {{.Repository}}:{{.Tag}}", "--filter", "reference=xiaopu*"));
    return 0;
  });
}

function attempt(): Promise<number> {
  return withEngine((engine) => withShopFile(() => openTrial({ engine, progress, folder, shopUrl: SHOP_URL, ...readOptions() })));
}

function readOptions(): { secondsEach: number; keeps: boolean; only: string } {
  if (!/^[1-9]\d{0,3}$/.test(values.seconds)) throw new CliError("--seconds is how long people buy each time: 1 to 9999.");
  return { secondsEach: Number(values.seconds), keeps: values.keep, only: values.only };
}

/** compose.yaml wants the owner's file beside it. One that is there stays, and would be somebody's real shop. */
async function withShopFile<Value>(work: () => Promise<Value>): Promise<Value> {
  const file = path.join(ROOT, "container", ".env.shop");
  if (existsSync(file)) throw new CliError(`${file} is there: the trial is not for a checkout that a shop runs from.`);
  writeFileSync(file, "", { mode: 0o600 });
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
