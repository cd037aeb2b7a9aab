import { describe, expect, test } from "vitest";
import { readFacts } from "@/lib/shop/alerts/read-facts";
import { watchSilence } from "@/lib/shop/gateway/watch-silence";
import { makeGateways } from "@/lib/shop/gateways";
import { probeSilent } from "@/lib/shop/payments/probe-silent";
import type { Shop } from "@/lib/shop/shop";
import { ACCESS, aChannel } from "@/test/alert-services";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { noteHeard } from "./note-silence";
import { readSilence } from "./read-silence";

const SILENT = { kind: "unknown", detail: "timeout" } as const;

/** A shop whose gateway is watched, as at boot; `silent` and `answering` direct it. */
async function aWatchedShop() {
  const shop = await testShop();
  await aChannel(shop, ACCESS.wecom, { events: ["gateway_silent", "gateway_back"] });
  const silent = () => Object.assign(shop.gateway.answers, { query: SILENT });
  const answering = () => Object.assign(shop.gateway.answers, { query: { kind: "not_exist" } });
  return { shop, watched: instanceOf(shop), silent, answering };
}

function instanceOf(shop: TestShop): Shop {
  const one: Shop = { ...shop, gateways: makeGateways(watchSilence(shop.gateway, (gateway, heard) => noteHeard(shop, gateway, heard))) };
  return one;
}

const ask = ({ gateways }: Shop) => gateways.current.queryTrade("1");
const told = async ({ db }: TestShop) => (await db.alert.findMany({ orderBy: { id: "asc" } })).map(({ event }) => event);

/** Somebody asks each minute. */
async function askFor(shop: TestShop, asked: Shop, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await ask(asked);
    shop.advance(MINUTE_MS);
  }
}

describe("an owner whose gateway does not answer", () => {
  test("is told after ten minutes, once, and once when it answers again; the next outage is told of too", async () => {
    const { shop, watched, silent, answering } = await aWatchedShop();
    for (let outage = 1; outage <= 2; outage++) {
      silent();
      await askFor(shop, watched, 10);
      expect(await told(shop)).toHaveLength(2 * outage - 2);
      await askFor(shop, watched, 30);
      expect(await told(shop)).toHaveLength(2 * outage - 1);
      answering();
      await askFor(shop, watched, 5);
      expect(await told(shop)).toHaveLength(2 * outage);
    }
    expect(await told(shop)).toEqual(["gateway_silent", "gateway_back", "gateway_silent", "gateway_back"]);
  });

  test("reads it on the first page as well, from when on they were told until it answers again", async () => {
    const { shop, watched, silent, answering } = await aWatchedShop();
    const since = shop.now();
    silent();
    await askFor(shop, watched, 10);
    expect(await readSilence(shop)).toBeNull();
    await askFor(shop, watched, 2);
    expect(await readSilence(shop)).toEqual(since);
    answering();
    await ask(watched);
    expect(await readSilence(shop)).toBeNull();
  });

  test("is told once by any number of instances, also after one of them was started anew", async () => {
    const { shop, silent, answering } = await aWatchedShop();
    const instances = [instanceOf(shop), instanceOf(shop), instanceOf(shop)];
    silent();
    for (let minute = 0; minute < 12; minute++) {
      await Promise.all([...instances, instanceOf(shop)].map(ask));
      shop.advance(MINUTE_MS);
    }
    expect(await told(shop)).toEqual(["gateway_silent"]);
    answering();
    await Promise.all(instances.map(ask));
    expect(await told(shop)).toEqual(["gateway_silent", "gateway_back"]);
  });

  test("is not told of a minute's fault, of one answer between, nor of two calls that failed days apart", async () => {
    const { shop, watched, silent, answering } = await aWatchedShop();
    silent();
    await askFor(shop, watched, 8);
    answering();
    await askFor(shop, watched, 1);
    silent();
    await askFor(shop, watched, 8);
    shop.advance(3 * 24 * 60 * MINUTE_MS);
    await askFor(shop, watched, 3);
    expect(await told(shop)).toEqual([]);
  });

  test("is not told of silence where the contract is refused, which has an alarm of its own", async () => {
    const { shop, watched } = await aWatchedShop();
    shop.gateway.answers.query = { ...SILENT, refusal: { kind: "unverified", code: "", evidence: "" } };
    await askFor(shop, watched, 20);
    expect(await told(shop)).toEqual([]);
  });

  test("learns of its end also when nobody buys: one instance asks each minute", async () => {
    const { shop, watched, silent, answering } = await aWatchedShop();
    silent();
    await ask(watched);
    for (let minute = 0; minute < 15; minute++) {
      shop.advance(MINUTE_MS);
      await Promise.all([watched, instanceOf(shop)].map(probeSilent));
    }
    expect(shop.gateway.asked).toHaveLength(16);
    expect(await told(shop)).toEqual(["gateway_silent"]);
    answering();
    shop.advance(MINUTE_MS);
    await probeSilent(watched);
    expect(await told(shop)).toEqual(["gateway_silent", "gateway_back"]);
    shop.advance(MINUTE_MS);
    await probeSilent(watched);
    expect(shop.gateway.asked).toHaveLength(17);
  });

  test("reads for how long, and when it was over before the message left, that it is", async () => {
    const { shop, watched, silent, answering } = await aWatchedShop();
    silent();
    await askFor(shop, watched, 12);
    const read = async () => [...(await readFacts(shop, await shop.db.alert.findMany({ orderBy: { id: "asc" } }))).values()];
    expect(await read()).toMatchObject([{ event: "gateway_silent", head: shop.gateway.contract, note: "已经 12 分钟" }]);
    answering();
    await ask(watched);
    expect(await read()).toMatchObject([{ note: "（已处理）" }, { event: "gateway_back", note: "" }]);
  });
});
