// The composed shop from its start to its end, and what is tried with it.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { ROOT } from "../../bootstrap/root.mjs";
import type { Progress } from "../../stack/progress";
import { stockGoods } from "../../trials/stock-goods";
import { keepAskingForHealth, nameOf } from "./containers";
import type { Engine } from "./engine";
import type { Street } from "./street";
import { TRIALS } from "./trials";

export type Grounds = {
  engine: Engine;
  street: Street;
  secondsEach: number;
  query: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;
  say: (line: string) => void;
};

type Options = { engine: Engine; progress: Progress; folder: string; shopUrl: string; secondsEach: number; keeps: boolean; only: string };

/** Starts everything by one command, tries what there is to try, and takes it down. Returns the exit code. */
export async function openTrial({ engine, progress, folder, shopUrl, secondsEach, keeps, only }: Options): Promise<number> {
  writeCaddyfile(folder);
  const over = new AbortController();
  const asking = keepAskingForHealth(engine, over.signal);
  await engine.compose("down", "--volumes", "--remove-orphans");
  try {
    await progress.step("compose up", () => engine.compose("up", "--detach", "--no-build"), { isLong: true });
    const grounds = await makeGrounds({ engine, shopUrl, secondsEach, say: (line) => progress.line(`      ${line}`) });
    return (await tryAll(grounds, { progress, only })) ? 0 : 2;
  } finally {
    writeFileSync(path.join(folder, "containers.log"), await engine.compose("logs", "--no-color").catch(String));
    over.abort();
    await asking;
    if (!keeps) await engine.compose("down", "--volumes");
  }
}

/** compose.yaml's own, but for whom the certificate is from: no authority on the internet knows of the trial's name. */
function writeCaddyfile(folder: string): void {
  const real = readFileSync(path.join(ROOT, "container", "Caddyfile"), "utf8");
  writeFileSync(path.join(folder, "Caddyfile"), `{\n\tlocal_certs\n}\n\n${real}`);
}

async function makeGrounds({
  engine,
  shopUrl,
  secondsEach,
  say,
}: Omit<Grounds, "street" | "query"> & { shopUrl: string }): Promise<Grounds> {
  await engine.compose("run", "--rm", "tools", "node", "--conditions=react-server", "--import", "tsx", "prisma/seed/main.ts");
  const authority = await engine.podman("exec", nameOf("caddy"), "cat", "/data/caddy/pki/authorities/local/root.crt");
  const query = async <Row extends object>(sql: string, values: unknown[] = []) => {
    const client = new pg.Client({ host: await addressOf(engine), user: "xiaopu", password: "0123456789abcdef", database: "xiaopu" });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  const { id } = await stockGoods({ query }, { stock: 1_000_000 });
  return { engine, street: { shopUrl, authority, variantId: id }, secondsEach, query, say };
}

async function addressOf({ podman }: Engine): Promise<string> {
  const all = await podman("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", nameOf("database"));
  return all.trim();
}

/** Those whose title has the words of `only` in it. */
async function tryAll(grounds: Grounds, { progress, only }: Pick<Options, "progress" | "only">): Promise<boolean> {
  let isWell = true;
  for (const [title, run] of Object.entries(TRIALS)) {
    if (!title.includes(only)) continue;
    try {
      await progress.step(title, () => run(grounds), { isLong: true });
    } catch (error) {
      isWell = false;
      grounds.say(error instanceof Error ? error.message : String(error));
    }
  }
  return isWell;
}
