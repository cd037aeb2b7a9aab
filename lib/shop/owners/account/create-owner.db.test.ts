import { expect, test } from "vitest";
import { testShop } from "@/test/test-shop";
import { ensureSetupCode, hashSetupCode } from "../setup-code";
import { createOwner } from "./create-owner";

const PASSWORD = "a long password";

async function code(shop: Awaited<ReturnType<typeof testShop>>): Promise<string> {
  const printed = await ensureSetupCode(shop);
  if (!printed) throw new Error("no code was printed");
  return printed;
}

test("whoever reads the console becomes the owner, and the code is burnt", async () => {
  const shop = await testShop();
  const printed = await code(shop);
  expect(printed).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(await createOwner(shop, { code: printed, login: "owner", password: PASSWORD, ip: "1", userAgent: "" })).toMatchObject({
    ok: true,
  });
  expect(await shop.db.setting.count()).toBe(0);
  expect(await shop.db.owner.findFirst()).toMatchObject({ login: "owner", passwordHash: expect.stringMatching(/^scrypt\$/) });
});

test("a weak password is refused, and the code goes on working", async () => {
  const shop = await testShop();
  const printed = await code(shop);
  const weak = { code: printed, login: "owner", password: "password123", ip: "1", userAgent: "" };
  expect(await createOwner(shop, weak)).toMatchObject({ reason: "too_common" });
  expect(await createOwner(shop, { ...weak, password: PASSWORD })).toMatchObject({ ok: true });
  expect(await shop.db.auditEntry.findMany({ select: { kind: true, login: true, via: true, ip: true } })).toEqual([
    { kind: "owner_created", login: "owner", via: "web", ip: "1" },
  ]);
});

test("a stranger with a wrong code, or with none printed yet, owns nothing", async () => {
  const shop = await testShop();
  expect(await createOwner(shop, { code: "ABCD-2345", login: "x1", password: PASSWORD, ip: "1", userAgent: "" })).toMatchObject({
    reason: "wrong_code",
  });
  await code(shop);
  expect(await createOwner(shop, { code: "ABCD-2345", login: "x1", password: PASSWORD, ip: "1", userAgent: "" })).toMatchObject({
    reason: "wrong_code",
  });
  expect(await shop.db.owner.count()).toBe(0);
});

test("a shop that has an owner prints no code and takes no second owner, even with the code that made the first", async () => {
  const shop = await testShop();
  const printed = await code(shop);
  await createOwner(shop, { code: printed, login: "owner", password: PASSWORD, ip: "1", userAgent: "" });
  expect(await ensureSetupCode(shop)).toBeNull();
  expect(await shop.db.setting.count()).toBe(0);
  expect(await createOwner(shop, { code: printed, login: "thief", password: PASSWORD, ip: "2", userAgent: "" })).toMatchObject({
    reason: "owner_exists",
  });
  expect(await shop.db.owner.findMany({ select: { login: true } })).toEqual([{ login: "owner" }]);
});

test("of two people who set up at the same moment with the right code, one becomes the owner", async () => {
  const shop = await testShop();
  const printed = await code(shop);
  const results = await Promise.all(
    ["one", "two", "three"].map((login) => createOwner(shop, { code: printed, login, password: PASSWORD, ip: login, userAgent: "" })),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(await shop.db.owner.count()).toBe(1);
});

test("of two instances that start at the same moment each prints a code that works, and none does once there is an owner", async () => {
  const shop = await testShop();
  const printed = await Promise.all([code(shop), code(shop)]);
  expect(new Set(printed).size).toBe(2);
  for (const own of printed)
    expect(await createOwner(shop, { code: own, login: "owner", password: "password123", ip: "1", userAgent: "" })).toMatchObject({
      reason: "too_common", // which is said to nobody without a code
    });
  const results = await Promise.all(
    printed.map((own, index) =>
      createOwner(shop, { code: own, login: `owner${index}`, password: PASSWORD, ip: `${index}`, userAgent: "" }),
    ),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await shop.db.owner.count()).toBe(1);
  expect(await shop.db.setting.count()).toBe(0);
});

test("a restart prints another code, the newest ones work, and those of a shop that starts over and over go", async () => {
  const shop = await testShop();
  const printed: string[] = [];
  for (let start = 0; start < 20; start++) {
    shop.advance(1_000);
    printed.push(await code(shop));
  }
  expect(await shop.db.setting.count()).toBe(8);
  const tryCode = (own = "") => createOwner(shop, { code: own, login: "owner", password: PASSWORD, ip: "1", userAgent: "" });
  expect(await tryCode(printed.at(-9))).toMatchObject({ reason: "wrong_code" });
  expect(await tryCode(printed.at(-8))).toMatchObject({ ok: true });
});

test("the code that an older version printed goes on working, and one that came too late for an owner is swept at the next start", async () => {
  const shop = await testShop();
  await shop.db.setting.create({ data: { key: "setup_code_hash", value: hashSetupCode("ABCD-2345") } });
  await code(shop);
  expect(await createOwner(shop, { code: "abcd2345", login: "owner", password: PASSWORD, ip: "1", userAgent: "" })).toMatchObject({
    ok: true,
  });
  await shop.db.setting.create({ data: { key: "setup_code_hash:late", value: hashSetupCode("ABCD-2345") } });
  expect(await ensureSetupCode(shop)).toBeNull();
  expect(await shop.db.setting.count()).toBe(0);
});

test("somebody who guesses codes in parallel is stopped after ten", async () => {
  const shop = await testShop();
  await code(shop);
  const guesses = Array.from({ length: 30 }, (_, index) => `AAAA-${String(index).padStart(4, "A")}`);
  const results = await Promise.all(
    guesses.map((guess) => createOwner(shop, { code: guess, login: "thief", password: PASSWORD, ip: "6.6.6.6", userAgent: "" })),
  );
  expect(results.filter((result) => !result.ok && result.reason === "wrong_code")).toHaveLength(10);
  expect(results.filter((result) => !result.ok && result.reason === "limited")).toHaveLength(20);
});
