import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import getPort from "get-port";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { keepAnswering } from "./keep-answering";
import { createSupervisor } from "./supervisor";

const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-watch-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A server that a visitor can wedge for good or for a moment, or make ill. How long it takes to begin is in a variable. */
const file = path.join(folder, "server.mjs");
writeFileSync(
  file,
  `import http from "node:http";
  let status = 200;
  let asked = 0;
  const server = http.createServer((request, response) => {
    if (request.url === "/wedge") for (;;);
    if (request.url === "/pause") for (const end = Date.now() + 300; Date.now() < end; );
    if (request.url === "/ill") status = 503;
    if (request.url === "/live") asked++;
    if (request.url === "/asked") return response.end(String(asked));
    response.writeHead(status).end(String(process.pid));
  });
  setTimeout(() => server.listen(Number(process.env.PORT), "127.0.0.1"), Number(process.env.SLOW_MS));`,
);

const soon = { timeout: 20_000, interval: 50 };
const TIMING = { everyMs: 50, answerMs: 500, silentMs: 1_000, startMs: 10_000, calmMs: 60_000 };

async function aWatchedServer({ slowMs = 0, timing = TIMING } = {}) {
  const port = await getPort({ host: "127.0.0.1" });
  const supervisor = createSupervisor();
  const said: string[] = [];
  const deaths: string[] = [];
  void supervisor.died.then(({ name }) => deaths.push(name));
  let starts = 0;
  const start = () => {
    starts++;
    const env = { ...process.env, PORT: String(port), SLOW_MS: String(slowMs) };
    return supervisor.launch("shop", { args: [file], env, graceMs: 300, onLine: () => {} });
  };
  const over = new AbortController();
  const url = `http://127.0.0.1:${port}`;
  const watching = keepAnswering({ part: start(), start, url: `${url}/live`, say: (line) => said.push(line), signal: over.signal, timing });
  onTestFinished(async () => {
    over.abort();
    await supervisor.stop();
    await watching;
  });
  const pid = async () => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(500) }).catch(() => null);
    return answer ? Number(await answer.text()) : null;
  };
  /** What a visitor does, whether an answer comes or not. */
  const visit = (place: string) => fetch(url + place, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
  /** The server has told its watch that it lives: from now on its silence counts. */
  const isWatched = async () => {
    const answer = await fetch(`${url}/asked`, { signal: AbortSignal.timeout(500) }).catch(() => null);
    return Number((await answer?.text()) ?? 0);
  };
  /** A visitor wedges the server, and its end is said; a visit that is lost on the way is followed by the next. */
  const wedge = async () => {
    const visits = async () => {
      while (said.length === 0) await visit("/wedge");
    };
    void visits();
    await expect.poll(() => said.length, soon).toBe(1);
  };
  return { pid, visit, wedge, isWatched, said, deaths, over, watching, supervisor, starts: () => starts };
}

test("shoppers of a server that came to a stop are served again by a new one, and the log says why", async () => {
  const { pid, wedge, isWatched, said, deaths, starts } = await aWatchedServer();
  await expect.poll(isWatched, soon).toBeGreaterThan(0);
  const first = await pid();
  await wedge();
  await expect.poll(async () => ((await pid()) ?? first) !== first, soon).toBe(true);
  expect(said.join("\n")).toMatch(/has not answered well for 1 s.*started anew/);
  expect(deaths).toEqual([]);
  expect(starts()).toBe(2);
});

test("a server that says itself that only a new one helps is replaced", async () => {
  const { pid, visit, isWatched, said } = await aWatchedServer();
  await expect.poll(isWatched, soon).toBeGreaterThan(0);
  const first = await pid();
  await visit("/ill");
  await expect.poll(async () => said.length === 1 && ((await pid()) ?? first) !== first, soon).toBe(true);
  expect(said[0]).toContain("503");
});

test("a server that only was busy for a moment is left alone", async () => {
  const { pid, visit, starts } = await aWatchedServer({ timing: { ...TIMING, silentMs: 5_000 } });
  await expect.poll(pid, soon).toBeGreaterThan(0);
  const first = await pid();
  for (let visits = 0; visits < 4; visits++) await visit("/pause");
  expect(await pid()).toBe(first);
  expect(starts()).toBe(1);
});

test("a server that is slow to begin is given more time at each try, and not ended for ever", async () => {
  const { pid, starts, said } = await aWatchedServer({ slowMs: 2_000, timing: { ...TIMING, startMs: 400 } });
  await expect.poll(pid, soon).toBeGreaterThan(0);
  const began = starts();
  expect(began).toBeGreaterThan(1);
  expect(said).toHaveLength(began - 1);
  expect(said[0]).toContain("did not begin to answer");
});

test("an owner who stops the shop while it is being replaced stops it for good", async () => {
  const { pid, wedge, isWatched, over, watching, supervisor, starts } = await aWatchedServer();
  await expect.poll(isWatched, soon).toBeGreaterThan(0);
  await wedge();
  over.abort();
  await supervisor.stop();
  await watching;
  expect(starts()).toBe(1);
  expect(await pid()).toBeNull();
});

test("a server that ends by itself is not started anew behind the owner's back: that is told", async () => {
  const { pid, watching, deaths, starts } = await aWatchedServer();
  await expect.poll(pid, soon).toBeGreaterThan(0);
  process.kill((await pid()) ?? 0, "SIGKILL");
  await watching;
  await expect.poll(() => deaths, soon).toEqual(["shop"]);
  expect(starts()).toBe(1);
});
