import { expect, test } from "vitest";
import { newAppWorld, SELLER_ID } from "@/lib/alipay/fixtures/app-contract";
import { newContract, PARTNER } from "@/lib/alipay/fixtures/contract";
import { pemOf } from "@/lib/alipay/fixtures/doctor-settings";
import { createOpenApiGateway } from "@/lib/alipay/openapi/gateway";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { makeGateways } from "@/lib/shop/gateways";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { receiveReturn } from "@/lib/shop/payments/receive-return";
import { receiveDepositBack } from "@/lib/shop/refunds/reported/receive-deposit-back";
import { receiveRefundNotification } from "@/lib/shop/refunds/reported/receive-refund-notification";
import type { Shop } from "@/lib/shop/shop";
import { anOrder, openTestShop } from "@/test/test-shop";
import { findChanges, paidOf, type Read, readBooks } from "./books";
import { throwDice } from "./dice";
import { encodedOf, encodeGenuine } from "./encode";
import { type Forgery, forge, type Workshop } from "./forge";
import { newForger } from "./forge-sign";
import { messagesAbout, type Target } from "./genuine";
import { type Field, type Genuine, type Sent, sendAsIs } from "./message";
import { createOracle } from "./oracle";

const SEED = 20261126;
const FORGERIES = 1_000;
const RECEIVE = { notify: receiveNotification, "refund-notify": receiveRefundNotification, messages: receiveDepositBack };
const unreachable: typeof fetch = () => Promise.reject(new Error("nobody is there"));

/** What the shop said to a message, without a server in between. */
async function answer(shop: Shop, { endpoint, query, headers, body }: Sent, index: number): Promise<"taken" | "refused"> {
  const remoteIp = `198.51.${(index >> 8) & 255}.${index & 255}`;
  const delivery = { body, contentType: headers["content-type"] ?? null, remoteIp };
  if (endpoint === "return") return (await receiveReturn(shop, `?${query}`, null)) ? "taken" : "refused";
  return (await RECEIVE[endpoint](shop, delivery)).handled ? "taken" : "refused";
}

test.each([
  ["MD5", "certificate"],
  ["0001", "key"],
] as const)(
  "with %s and an app in %s mode nobody without Alipay's key moves an order, a payment, a refund or a discrepancy",
  async (secId, mode) => {
    const [wap, app] = [newContract(secId), newAppWorld(mode)];
    const gateways = (now: () => Date) => ({
      wap: createWapGateway({ config: { ...wap.config, notifyVerify: false }, fetch: unreachable, now, newReqId: () => "1" }),
      app: createOpenApiGateway({ config: app.config, fetch: unreachable, now }),
    });
    const opened = await openTestShop((now) => gateways(now).wap);
    const both = gateways(opened.now);
    const shopOf = (current: "wap" | "app"): Shop => ({
      ...opened,
      gateways: makeGateways(both[current], both[current === "wap" ? "app" : "wap"]),
    });
    const shop = shopOf("wap");
    const read: Read = async <Row>(sql: string, values: unknown[] = []) => (await opened.pool.query(sql, values)).rows as Row[];

    const place = async (current: "wap" | "app"): Promise<Target> => {
      const { outTradeNo, totalFen } = await anOrder(shopOf(current));
      return { outTradeNo, amountFen: totalFen, protocol: current === "wap" ? "wap-token" : "openapi" };
    };
    const [told, unpaid] = [
      [await place("wap"), await place("app")],
      [await place("wap"), await place("app")],
    ];
    const signers = { wap: wap.gateway, mapi: wap.gateway, app: app.contract };
    const genuine = told.flatMap((target) =>
      messagesAbout(target, signers, { sellerId: target.protocol === "openapi" ? SELLER_ID : PARTNER, sellerEmail: "seller@example.com" }),
    );
    const oracle = createOracle(genuine);
    const publicTexts = app.config.trust.mode === "key" ? [pemOf(app.config.trust.alipayPublicKey)] : ["public"];
    const workshop: Workshop = {
      loot: {
        genuine,
        encoded: encodedOf(genuine),
        unpaid: unpaid.map(({ outTradeNo, amountFen }) => ({ outTradeNo, amount: (amountFen / 100).toFixed(2) })),
      },
      forger: newForger(publicTexts),
      shopKey: wap.gateway.secId === "0001" ? wap.gateway.peerPublicKey : null,
    };

    const before = await readBooks(read);
    const touched = new Set<string>();
    const taken: Genuine[] = [];
    const accepted: Pick<Forgery, "changes">[] = [];
    for (let index = 0; index < FORGERIES; index++) {
      const { sent, cipher, ...made } = forge(workshop, throwDice(SEED, index));
      // Without a server nothing can end within: what is cut off has not come.
      if (sent.framing === "cut") continue;
      const whose = oracle.judge(sent, cipher);
      if ((await answer(shop, sent, index)) === "refused") continue;
      if (!whose) accepted.push({ changes: [made.from.name, ...made.changes] });
      else {
        touched.add(whose.about);
        taken.push(whose);
      }
    }
    expect(accepted).toEqual([]);
    expect(await findChanges(read, { before, touched })).toEqual([]);
    const numbers = [...told, ...unpaid].map(({ outTradeNo }) => outTradeNo);
    const mayBePaid = new Set(taken.filter(({ pays }) => pays).map(({ about }) => about));
    expect([...(await paidOf(read, numbers))].filter((no) => !mayBePaid.has(no))).toEqual([]);
    // The trial means something: genuine messages among them were taken, and as they are they all are.
    expect(taken.length).toBeGreaterThan(0);
    for (const message of genuine) expect(await answer(shop, sendAsIs(message, encodeGenuine), 1), message.name).toBe("taken");
    const { kept, longest } = (
      await read<{ kept: number; longest: number }>(
        "SELECT count(*)::int AS kept, max(octet_length(body))::int AS longest FROM notify_deliveries WHERE verdict = 'rejected'",
      )
    )[0] ?? { kept: 0, longest: 0 };
    expect(kept).toBeLessThanOrEqual(opened.config.refusedNoticesPerHour);
    expect(longest).toBeLessThanOrEqual(3 * 4096);
  },
  120_000,
);

test("the oracle itself calls a message genuine in whatever order and spelling, and forged as soon as one signed word is another", () => {
  const target: Target = { outTradeNo: "X1234567890", amountFen: 100, protocol: "openapi" };
  const [paid] = messagesAbout(target, { wap: null, mapi: null, app: newAppWorld().contract }, { sellerId: "1", sellerEmail: "a" });
  if (!paid) throw new Error("an app is told of nothing");
  const oracle = createOracle([paid]);
  const judge = (fields: Field[], more: Partial<Sent> = {}) => oracle.judge({ ...sendAsIs({ ...paid, fields }, encodeGenuine), ...more });
  expect(judge(paid.fields)).toBe(paid);
  expect(judge([...paid.fields].reverse())).toBe(paid);
  expect(judge([...paid.fields, ["empty", ""]])).toBe(paid);
  expect(judge(paid.fields, { framing: "cut" })).toBe(null);
  expect(judge(paid.fields, { endpoint: "refund-notify" })).toBe(null);
  expect(judge([...paid.fields, ["more", "1"]])).toBe(null);
  for (const [name] of paid.fields) {
    expect(judge(paid.fields.filter(([other]) => other !== name)), name).toBe(null);
    expect(judge(paid.fields.map(([other, value]) => [other, other === name ? `0${value}` : value])), name).toBe(null);
    expect(judge([...paid.fields, [name, "another"]]), name).toBe(null);
  }
});

test("a notice of the token protocol is the same to the oracle whatever charset an unsigned field names, and forged with another sum", () => {
  const target: Target = { outTradeNo: "X1234567890", amountFen: 100, protocol: "wap-token" };
  const { gateway } = newContract("MD5");
  const [paid] = messagesAbout(target, { wap: gateway, mapi: gateway, app: null }, { sellerId: "1", sellerEmail: "a" });
  if (!paid) throw new Error("nobody is told of anything");
  const oracle = createOracle([paid]);
  const judge = (fields: Field[]) => oracle.judge(sendAsIs({ ...paid, fields }, encodeGenuine));
  expect(judge([...paid.fields, ["charset", "GBK"]])).toBe(paid);
  expect(judge([...paid.fields.map(([name, value]): Field => [name, value.replace("1.00", "0.01")]), ["charset", "GBK"]])).toBe(null);
});

test("an empty field that is called notify_data makes no forgery of a return or of a batch of refunds, since no signature covers it", () => {
  const target: Target = { outTradeNo: "X1234567890", amountFen: 100, protocol: "wap-token" };
  const { gateway } = newContract("MD5");
  const messages = messagesAbout(target, { wap: gateway, mapi: gateway, app: null }, { sellerId: "1", sellerEmail: "a" });
  const oracle = createOracle(messages);
  const others = messages.filter(({ endpoint }) => endpoint !== "notify");
  expect(others.map(({ endpoint }) => endpoint)).toEqual(["return", "refund-notify"]);
  for (const message of others) {
    const judge = (fields: Field[]) => oracle.judge(sendAsIs({ ...message, fields }, encodeGenuine));
    expect(judge([...message.fields, ["notify_data", ""]]), message.name).toBe(message);
    expect(judge([...message.fields, ["notify_data", "1"]]), message.name).toBe(null);
    const changed = message.fields.map(([name, value]): Field => [name, name === "trade_no" || name === "batch_no" ? `${value}1` : value]);
    expect(judge([...changed, ["notify_data", ""]]), message.name).toBe(null);
  }
});
