import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { MEMBER_SELECT, type Member } from "../owner";
import { NOBODYS_HASH } from "../password";
import type { Role } from "../role";
import { openAt } from "./invitation";

export type StaffMember = Member & {
  since: Date;
  /** When they were last seen, some minutes old at most; null: never, or not for as long as a browser is remembered. */
  seenAt: Date | null;
  /** In how many browsers they are logged in. */
  sessions: number;
  hasSecondStep: boolean;
  /** They wait for a new link to be used. */
  isLockedOut: boolean;
  /** Logins from new browsers that they have not answered yet. */
  newDevices: number;
};

export type ListedInvitation = { id: bigint; name: string; role: Role; isReset: boolean; createdAt: Date; expiresAt: Date };

const UNANSWERED_MS = 30 * 24 * 3600_000;

/** Everybody who is in, who came first first; and the links that can still be used, the newest first. */
export async function listStaff(shop: Shop): Promise<{ members: StaffMember[]; invitations: ListedInvitation[] }> {
  const now = shop.now();
  const [rows, invitations] = await Promise.all([readMembers(shop, now), readInvitations(shop, now)]);
  const members = rows.map(({ createdAt, passwordHash, totpSecret, sessions, devices, _count, ...member }) => ({
    ...member,
    since: createdAt,
    seenAt: newest([...sessions.map(({ seenAt }) => seenAt), ...devices.map(({ usedAt }) => usedAt)]),
    sessions: sessions.length,
    hasSecondStep: totpSecret !== null || _count.passkeys > 0,
    isLockedOut: passwordHash === NOBODYS_HASH,
    newDevices: _count.devices,
  }));
  return { members, invitations };
}

function readMembers({ db }: Shop, now: Date) {
  const unanswered = { acknowledgedAt: null, createdAt: { gt: new Date(now.getTime() - UNANSWERED_MS) } };
  return db.owner.findMany({
    where: { removedAt: null },
    select: {
      ...MEMBER_SELECT,
      ...{ createdAt: true, passwordHash: true, totpSecret: true },
      sessions: { where: { expiresAt: { gt: now } }, select: { seenAt: true } },
      devices: { select: { usedAt: true }, orderBy: { usedAt: "desc" }, take: 1 },
      _count: { select: { passkeys: true, devices: { where: unanswered } } },
    },
    orderBy: { id: "asc" },
  });
}

async function readInvitations({ db }: Shop, now: Date): Promise<ListedInvitation[]> {
  const rows = await db.staffInvitation.findMany({
    where: openAt(now),
    select: { id: true, name: true, role: true, memberId: true, createdAt: true, expiresAt: true },
    orderBy: { id: "desc" },
  });
  return rows.map(({ memberId, ...invitation }) => ({ ...invitation, isReset: memberId !== null }));
}

function newest(moments: Date[]): Date | null {
  return moments.reduce<Date | null>((latest, at) => (latest && latest >= at ? latest : at), null);
}
