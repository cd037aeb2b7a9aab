import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Contract } from "../contract/contract";
import { openReplay, pay, type Recording } from "./scenario";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
const folder = path.join(import.meta.dirname, "recorded");
const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const contract: Contract = read(path.join(import.meta.dirname, "contract.json"));
const recordings: Recording[] = readdirSync(folder).map((name) => read(path.join(folder, name)));
const named = recordings.map((recording) => [recording.client, recording.mode, recording] as const);

test.each(named)(
  "what %s was sent and answered with, in %s mode, is sent and answered with today, byte for byte",
  async (_, __, { steps }) => {
    const replay = openReplay(contract);
    let back = "";
    for (const step of steps) {
      replay.clock.now = new Date(step.at);
      if (step.do === "pay") back = await pay(replay, step.cashier);
      else if (step.do === "request") {
        const headers = { "user-agent": IPHONE, ...(step.type && { "content-type": step.type }) };
        const body = step.method === "POST" ? step.body : null;
        const answer = await replay.emulator.handle(
          new Request(`http://127.0.0.1:4747${step.path}`, { method: step.method, headers, body }),
        );
        const { status, location } = step.answer;
        expect({ status: answer.status, location: answer.headers.get("location") }, step.path).toEqual({ status, location });
        if (!location) expect(await answer.text()).toBe(step.answer.body);
        await replay.emulator.deliverDue();
      } else expect(step.kind === "notice" ? replay.notices.at(-1) : back).toBe(step.form);
    }
  },
);

test("each client took every notice and the return for genuine, in both modes, and found nothing wrong with an answer", () => {
  expect(recordings.length).toBeGreaterThanOrEqual(8);
  for (const { client, mode, steps, methods } of recordings) {
    const callbacks = steps.filter((step) => step.do === "callback");
    expect(
      callbacks.map(({ kind }) => kind),
      client,
    ).toEqual(["notice", "return", "notice"]);
    expect(
      callbacks.map(({ genuine }) => genuine),
      `${client} ${mode}`,
    ).not.toContain(false);
    expect(Object.values(methods), `${client} ${mode} ${JSON.stringify(methods)}`).not.toContain(false);
  }
});
