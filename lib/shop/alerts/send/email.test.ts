import { describe, expect, test } from "vitest";
import { readMail } from "@/e2e/support/mail-server";
import { outside } from "@/lib/server/outside";
import { aMailbox } from "@/test/mailbox";
import { only } from "@/test/only";
import type { EmailAccess } from "./email";
import type { Fact, Message } from "./fact";
import { sendMessage } from "./send-message";

const LOGIN = { user: "shop@example.com", password: "an app password" };
const access = (port: number, change: Partial<EmailAccess> = {}): EmailAccess => ({
  ...{ kind: "email", host: "127.0.0.1", port, ...LOGIN, from: "shop@example.com", to: "owner@example.com" },
  ...change,
});
const FACT: Fact = {
  ...{ id: "7", event: "order_paid", head: "261126000001", orderNo: "261126000001", amountFen: 3960 },
  ...{ goods: [{ name: "龙井茶\r\nBcc: thief@example.com", quantity: 2 }], note: "", path: "/admin/orders/261126000001", at: new Date(0) },
};
const message: Message = { shopName: "山下茶铺\r\nBcc: thief@example.com", shopUrl: "https://shop.example", facts: [FACT] };

const send = (to: EmailAccess, alertsToLoopback = true) =>
  sendMessage(to, message, { outside: outside({ toLoopback: true, patienceMs: 1_000 }), now: new Date(0), alertsToLoopback });

describe("an owner who wants mails", () => {
  test("gets one with the order's number first, and its texts add no line to its head", async () => {
    const box = await aMailbox(LOGIN);
    expect(await send(access(box.port))).toEqual({ kind: "sent" });
    const mail = only(box.mails);
    expect(mail).toMatchObject({ from: "FROM:<shop@example.com>", to: "TO:<owner@example.com>" });
    const { head, subject, body } = readMail(mail.text);
    expect(head).toMatch(/^Message-ID: <alert\.7\.1@xiaopu\.invalid>$/m);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(subject).toMatch(/^261126000001 新订单 ¥39\.60/);
    expect(body).toContain("https://shop.example/admin/orders/261126000001");
    expect(body).toContain("龙井茶 Bcc: thief＠example．com ×2");
    expect(box.heard.filter((line) => line.startsWith("RCPT"))).toHaveLength(1);
  });

  test("with a wrong password: that is for the owner to mend", async () => {
    const box = await aMailbox(LOGIN);
    expect(await send(access(box.port, { password: "another" }))).toEqual({ kind: "dead", problem: "key 535" });
    expect(box.mails).toEqual([]);
  });

  test.each([
    ["MAIL", "451 4.7.1 greylisted", { kind: "busy", afterMs: 300_000, problem: "busy 451" }],
    ["RCPT", "550 5.1.1 no such mailbox owner@example.com", { kind: "failed", problem: "refused 550" }],
    ["DATA", "554 5.7.1 spam", { kind: "failed", problem: "refused 554" }],
  ])("whose server says no to %s: it is said without the server's words", async (word, answer, outcome) => {
    const box = await aMailbox(LOGIN);
    box.refuse[word] = answer;
    expect(await send(access(box.port))).toEqual(outcome);
  });

  test("on a server that does not encrypt: no password is said", async () => {
    const box = await aMailbox(LOGIN);
    expect(await send(access(box.port), false)).toMatchObject({ kind: "failed" });
    expect(box.heard.join("\n")).not.toMatch(/AUTH/);
  });

  test("on a server that is not there, or is in the shop's own network", async () => {
    expect(await send(access(1))).toEqual({ kind: "failed", problem: "unreachable" });
    const box = await aMailbox(LOGIN);
    const real = outside({ toLoopback: false });
    for (const host of ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254"])
      expect(await sendMessage(access(box.port, { host }), message, { outside: real, now: new Date(0), alertsToLoopback: false })).toEqual({
        ...{ kind: "failed", problem: "not_public" },
      });
    expect(box.heard).toEqual([]);
  });
});
