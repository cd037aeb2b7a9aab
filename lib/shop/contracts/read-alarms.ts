import "server-only";
import { contractCause } from "@/lib/alipay/contract-refusal";
import type { Finding } from "@/lib/alipay/doctor/finding";
import { aboutPrevious } from "@/lib/alipay/doctor/settings";
import { doctorText } from "@/lib/alipay/doctor/text";
import type { Row } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { ContractTexts, Shop } from "@/lib/shop/shop";
import type { ContractAlarm, Door, Why } from "./standing";

const SELECT = {
  identity: true,
  door: true,
  refusals: true,
  refusal: true,
  code: true,
  since: true,
  verifiedAt: true,
  alarmedAt: true,
  findings: true,
} as const satisfies Prisma.ContractStandingSelect;

type Standing = Row<"contractStanding", typeof SELECT>;

/** The alarms of the contracts that the shop is configured with, as all instances know them. Rows of earlier keys do not count. */
export async function readAlarms(shop: Shop): Promise<ContractAlarm[]> {
  const { all } = shop.gateways;
  const rows = await shop.db.contractStanding.findMany({
    where: { identity: { in: all.map(({ identity }) => identity) } },
    select: SELECT,
    orderBy: { door: "desc" },
  });
  return all.flatMap(({ identity, contract, protocol }, at) => {
    const own = rows.filter((row) => row.identity === identity);
    return own.flatMap((row): ContractAlarm[] => {
      const { refusal, code, since, refusals } = row;
      if (!isAlarm(row) || (refusal !== "unverified" && refusal !== "refused") || !since) return [];
      const isCurrent = at === 0;
      return [
        {
          ...{ identity, contract, protocol, isCurrent, refusals, since, kind: refusal, code: code ?? "" },
          door: row.door as Door,
          closesCheckout: isCurrent && closes(row, own),
          cause: contractCause(code ?? ""),
          keys: keysOf(shop.doctor[at]),
          why: whyOf(row, isCurrent),
        },
      ];
    });
  });
}

/** Whether new orders can be paid: unless the current contract is refused, or nothing of it can be verified. */
export async function isPaymentAvailable(shop: Shop): Promise<boolean> {
  return !(await readAlarms(shop)).some(({ closesCheckout }) => closesCheckout);
}

/** Of a contract, what decides whether orders can be paid under it. */
export type StandingFacts = { door: string; refusal: string | null; since: unknown; alarmedAt: unknown; verifiedAt: unknown };

/** Those of the current contract, as an expression that gives `StandingFacts`, for `canPayUnder`. */
export function standingsJson({ gateways }: Shop): Prisma.Sql {
  return Prisma.sql`(SELECT COALESCE(json_agg(json_build_object('door', c.door, 'refusal', c.refusal, 'since', c.since,
    'alarmedAt', c.alarmed_at, 'verifiedAt', c.verified_at)), '[]') FROM contract_standings c WHERE c.identity = ${gateways.current.identity})`;
}

/** The same as `isPaymentAvailable`, from what was read already. */
export function canPayUnder(standings: readonly StandingFacts[]): boolean {
  return !standings.some((one) => isAlarm(one) && closes(one, standings));
}

function isAlarm({ alarmedAt, refusal, since }: StandingFacts): boolean {
  return alarmedAt !== null && (refusal === "unverified" || refusal === "refused") && since !== null;
}

/** Without MAPI a buyer can still pay, and the notice, which does verify, still tells of it. */
function closes({ door }: StandingFacts, own: readonly StandingFacts[]): boolean {
  return door !== "mapi" || !own.some((row) => row.door === "token" && row.verifiedAt && !row.alarmedAt);
}

function keysOf(texts: ContractTexts | undefined): ContractAlarm["keys"] {
  if (!texts) return null;
  if (texts.protocol === "openapi") return texts.settings.openapi.appCert ? "certificate" : "key";
  return texts.settings.wap.secId === "MD5" ? "MD5" : "0001";
}

function whyOf({ findings }: Standing, isCurrent: boolean): Why[] {
  const name = isCurrent ? (sentence: string) => sentence : aboutPrevious;
  return ((findings ?? []) as Finding[]).map(({ cause, about }) => {
    const { says, change } = doctorText.zh[cause];
    return { says: name(says), change: name(change), about: about === undefined ? null : name(about) };
  });
}
