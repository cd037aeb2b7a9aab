// What is tried with the composed shop, each a sentence that must hold.
import { setTimeout as wait } from "node:timers/promises";
import { buy, newTally, type Tally } from "./buy";
import { inspect, nameOf, untilHealthIs } from "./containers";
import type { Grounds } from "./open-trial";
import { newVisitor, whilePeopleBuy } from "./street";

const PEOPLE = 4;
const SHOPS = ["shop-1", "shop-2"] as const;
/** What a page may take while an instance is away, in ms. */
const SLOWEST_MS = 12_000;

type Trial = (grounds: Grounds) => Promise<void>;

export const TRIALS: Record<string, Trial> = {
  "the instances run as user 1000, without rights, on a file system that they cannot write": async ({ engine, say }) => {
    for (const shop of SHOPS) {
      const status = await engine.podman("exec", nameOf(shop), "cat", "/proc/1/status");
      expect(/^Uid:\s+1000\s+1000/m.test(status), `${shop} runs as ${/^Uid:.*/m.exec(status)}`);
      for (const set of ["CapEff", "CapBnd"]) expect(new RegExp(`^${set}:\\s+0+$`, "m").test(status), `${shop} has rights: ${set}`);
      expect(/^NoNewPrivs:\s+1$/m.test(status), `${shop} may gain rights`);
      const tried = await engine.podman(
        "exec",
        nameOf(shop),
        "sh",
        "-c",
        "touch ./x 2>&1; touch /data/x && rm /data/x && echo kept; which npm npx || echo no npm",
      );
      for (const wanted of ["Read-only file system", "kept", "no npm"]) expect(tried.includes(wanted), `${shop}: ${tried}`);
    }
    say(await engine.podman("images", "--format", "{{.Size}} {{.Repository}}", "--filter", "reference=xiaopu").then((size) => size.trim()));
  },
  "somebody buys through Caddy": async ({ street, say }) => {
    const tally = newTally();
    const visitor = newVisitor(street);
    const since = performance.now();
    const no = await buy({ ...street, visitor, tally });
    visitor.leave();
    say(`order ${no}: ${tally.requests} requests, ${((performance.now() - since) / 1000).toFixed(1)} s`);
    expect(tally.failed.length + tally.sentAgain.length === 0, JSON.stringify(tally));
  },
  "Caddy says to the shop who comes, whatever that one says of themselves": async ({ engine, street }) => {
    const visitor = newVisitor(street);
    for (const forged of ["127.0.0.1", "10.0.0.1, 192.168.0.1"])
      await visitor.ask(new URL(street.shopUrl), { headers: { "x-forwarded-for": forged, forwarded: "for=127.0.0.1" } });
    visitor.leave();
    for (const shop of SHOPS) {
      const log = await engine.podman("logs", nameOf(shop));
      expect(!log.includes("machine's own network"), `${shop} sees neighbours in place of shoppers`);
    }
  },
  "what one instance keeps in the shared volume the other gives out": async ({ engine }) => {
    const write = "mkdir -p /data/uploads && echo shared > /data/uploads/trial.txt";
    await engine.podman("exec", nameOf("shop-1"), "sh", "-c", write);
    const read = await engine.podman("exec", nameOf("shop-2"), "sh", "-c", "cat /data/uploads/trial.txt && rm /data/uploads/trial.txt");
    expect(read.trim() === "shared", read);
  },
  "an instance is killed: the shop goes on, and the engine starts it anew": async (grounds) => {
    const { engine, secondsEach, say } = grounds;
    const tally = await whilePeopleBuy(grounds.street, PEOPLE, async () => {
      await seconds(secondsEach / 2);
      process.kill(Number(await inspect(engine, "shop-1", "{{.State.Pid}}")), "SIGKILL");
      await seconds(secondsEach / 2);
    });
    await mustBeWell(grounds, tally);
    say(`well again after ${(await untilHealthIs(engine, "shop-1", "healthy")).toFixed(0)} s`);
    expect(Number(await inspect(engine, "shop-1", "{{.RestartCount}}")) > 0, "nobody started it anew");
  },
  "an instance stands still: it is called unhealthy, nobody is sent there, and it comes back": async (grounds) => {
    const { engine, say } = grounds;
    const later = newTally();
    const tally = await whilePeopleBuy(grounds.street, PEOPLE, async () => {
      const pid = Number(await inspect(engine, "shop-2", "{{.State.Pid}}"));
      process.kill(pid, "SIGSTOP");
      try {
        await seconds(10); // Caddy asks every 2 s, and waits 4 s
        const visitor = newVisitor(grounds.street);
        await buy({ ...grounds.street, visitor, tally: later });
        visitor.leave();
        say(`unhealthy after another ${(await untilHealthIs(engine, "shop-2", "unhealthy")).toFixed(0)} s`);
      } finally {
        process.kill(pid, "SIGCONT");
      }
      say(`healthy after another ${(await untilHealthIs(engine, "shop-2", "healthy")).toFixed(0)} s`);
    });
    await mustBeWell(grounds, later);
    const caught = tally.failed.filter((words) => words.startsWith("a purchase")).length;
    say(
      `${tally.paid.length} bought, slowest ${(tally.slowestMs / 1000).toFixed(1)} s; ${caught} whose page it had begun, and ${tally.sentAgain.length} whose form, had to ask again`,
    );
    expect(tally.paid.length > 0, "nobody bought anything");
    expect(caught + tally.sentAgain.length <= PEOPLE, `others were sent to it: ${tally.failed.join("; ")}`);
  },
  "the instances are started anew one after the other, and nobody notices": async (grounds) => {
    const { engine, say } = grounds;
    const tally = await whilePeopleBuy(grounds.street, PEOPLE, async () => {
      for (const shop of SHOPS) {
        const since = performance.now();
        await engine.compose("restart", "--timeout", "60", shop); // without it Podman kills (containers/podman 29276)
        await untilHealthIs(engine, shop, "healthy");
        say(`${shop}: ${((performance.now() - since) / 1000).toFixed(0)} s`);
        await seconds(6); // until Caddy has asked it, too
      }
    });
    await mustBeWell(grounds, tally);
    expect(tally.sentAgain.length === 0, `forms were sent again: ${tally.sentAgain.join("; ")}`);
  },
  "the database goes and comes back: both instances say so, and are well again by themselves": async ({ engine, say }) => {
    await engine.compose("stop", "database");
    for (const shop of SHOPS) say(`${shop} unhealthy after ${(await untilHealthIs(engine, shop, "unhealthy")).toFixed(0)} s`);
    await engine.compose("start", "database");
    for (const shop of SHOPS) say(`${shop} healthy after ${(await untilHealthIs(engine, shop, "healthy")).toFixed(0)} s`);
  },
  "every order that was paid at the cashier is paid in the shop, and its invariants hold": async ({ engine, query, say }) => {
    const { trades } = (await (await fetch("http://127.0.0.1:4000/control/trades")).json()) as {
      trades: { trade_status: string | null }[];
    };
    const paidThere = trades.filter(({ trade_status }) => /SUCCESS|FINISHED/.test(trade_status ?? "")).length;
    const [row] = await query<{ paid: number }>("SELECT count(*)::int AS paid FROM orders WHERE paid_at IS NOT NULL");
    expect(row?.paid === paidThere, `${paidThere} paid at the cashier, ${row?.paid} in the shop`);
    say(`${paidThere} orders`);
    const said = await engine.compose("run", "--rm", "tools", "npm", "run", "--silent", "invariants");
    say(said.trim().split("\n").at(-1) ?? "");
  },
};

async function mustBeWell({ say }: Grounds, tally: Tally): Promise<void> {
  say(
    `${tally.paid.length} bought, ${tally.requests} requests, ${tally.sentAgain.length} forms sent again, slowest ${(tally.slowestMs / 1000).toFixed(1)} s`,
  );
  expect(tally.failed.length === 0, tally.failed.join("; "));
  expect(tally.paid.length > 0, "nobody bought anything");
  expect(tally.slowestMs < SLOWEST_MS, `somebody waited ${tally.slowestMs.toFixed(0)} ms for a page`);
}

function seconds(count: number): Promise<void> {
  return wait(count * 1000);
}

function expect(holds: boolean, why: string): asserts holds {
  if (!holds) throw new Error(why);
}
