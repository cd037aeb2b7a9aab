import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

test.each<[string, RequestListener, number]>([
  ["answers that it is well", (_, response) => response.end(), 0],
  ["answers that it is not", (_, response) => response.writeHead(503).end(), 1],
  // Podman ends no check by itself.
  ["stands still", () => {}, 1],
])("the engine hears of an instance that %s, about as soon as it wants to", async (_, answer, code) => {
  const limit = Number(/timeout: (\d+)s/.exec(readFileSync("container/compose.yaml", "utf8"))?.[1]);
  const server = createServer(answer).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const since = performance.now();
  const check = spawn(process.execPath, ["container/health.mjs"], { env: { ...process.env, PORT: `${port}` } });
  expect(await once(check, "exit")).toEqual([code, null]);
  expect(performance.now() - since).toBeLessThan((limit + 5) * 1000); // this machine may be busy
});

/** A shop in its image, of which `server` is all that there is. */
function startInImage(server: string): ChildProcess {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-image-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, ".next"));
  writeFileSync(path.join(folder, ".next", "stamp"), "stamp");
  writeFileSync(path.join(folder, "server.js"), server);
  copyFileSync("container/start.mjs", path.join(folder, "start.mjs"));
  const env = { ...process.env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: "key", LEAVE_SECONDS: "0.5" };
  const child = spawn(process.execPath, ["start.mjs"], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("an instance that is to stop says first that nobody should be sent to it, and stops when that was heard", async () => {
  const child = startInImage(`
    let leftAt = null;
    const looking = setInterval(() => { if (globalThis.xiaopuLeaves) leftAt ??= performance.now(); }, 5);
    process.once("SIGTERM", () => {
      clearInterval(looking);
      console.log(leftAt === null ? "never" : performance.now() - leftAt);
    });
    console.log("ready");`);
  if (!child.stdout) throw new Error("nothing to read");
  const said = text(child.stdout);
  await once(child.stdout, "data");
  child.kill("SIGUSR2");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(Number((await said).split("\n")[1])).toBeGreaterThan(300);
});

test("an instance that is to stop before it has begun does so, although the first process of a container hears no signal by itself", async () => {
  const child = startInImage(`setInterval(() => {}, 1000); console.log("ready");`);
  if (!child.stdout) throw new Error("nothing to read");
  await once(child.stdout, "data");
  child.kill("SIGUSR2");
  expect(await once(child, "exit")).toEqual([143, null]);
});
