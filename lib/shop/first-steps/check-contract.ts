import "server-only";
import type { CheckStep } from "@/lib/alipay/doctor/commands/check-finding";
import type { DoctorIo } from "@/lib/alipay/doctor/commands/io";
import { checkAll } from "@/lib/alipay/doctor/commands/run-check";
import { type Deadline, deadline } from "@/lib/server/deadline";
import { logLimit } from "@/lib/server/log-limit";
import type { Prisma } from "@/lib/server/prisma/client";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { lockOpening } from "@/lib/shop/opening/change-standing";
import type { Shop } from "@/lib/shop/shop";
import { isGood } from "./step";

/** All questions together, in ms: a page waits for them. */
const DEADLINE_MS = 20_000;
const HOUR_S = 3600;

type Ask = typeof fetch;

/**
 * Does what `npm run alipay -- check` does, and keeps what it found for the page: whether keys are read and sign, the clock, what the
 * gateway makes of the contract, and whether notices can arrive. It asks about a payment that nobody has; no money moves, and no
 * answer changes an order. Refuses with `limited` when it was asked too often in this hour.
 */
export async function checkContract(
  shop: Shop,
  ask: Ask = fetch,
): Promise<Result<{ isGood: boolean }, Refusal<"limited", { retryAfterS: number }>>> {
  const { contractChecksPerHour: points, shopUrl } = shop.config;
  const budget = await limit(shop.pool, "contract_check", "owner", { points, perSeconds: HOUR_S });
  if (!budget.ok) {
    logLimit("CONTRACT_CHECKS_PER_HOUR", {}, shop.log);
    return refuse("limited", { retryAfterS: budget.retryAfterS });
  }
  const { identity } = shop.gateways.current;
  const found = await askAll(shop, shopUrl, ask);
  const findings = found.map(({ sentence: _, ...kept }) => kept);
  const at = shop.now();
  await shop.db.$transaction(async (tx) => {
    await lockOpening(tx);
    const data = { checkedAt: at, checkedIdentity: identity, findings: findings as unknown as Prisma.InputJsonValue };
    await tx.shopOpening.update({ where: { id: 1 }, data });
    await recordAudit(tx, shop, { kind: "contract_checked", after: { isGood: isGood(findings) } });
  });
  return { ok: true, isGood: isGood(findings) };
}

async function askAll(shop: Shop, shopUrl: string, ask: Ask): Promise<CheckStep[]> {
  const [current, previous] = shop.doctor;
  if (!current) throw new Error("the shop runs without the texts of its contract");
  const endsAt = Date.now() + DEADLINE_MS;
  const deadlines: Deadline[] = [];
  const io: DoctorIo = {
    read: notHere,
    writeSecret: notHere,
    print: () => {},
    env: { SHOP_URL: shopUrl },
    settings: current.settings,
    previous: previous ?? null,
    // Each question has a deadline of its own, and all of them have this one.
    fetch: (input, init) => {
      const both = deadline(Math.max(1, endsAt - Date.now()), init?.signal ?? undefined);
      deadlines.push(both);
      return ask(input, { ...init, signal: both.signal });
    },
    now: shop.now,
  };
  try {
    return await checkAll(io, current.protocol);
  } finally {
    for (const { over } of deadlines) over();
  }
}

const notHere = async (): Promise<never> => {
  throw new Error("a check reads and writes no file");
};
