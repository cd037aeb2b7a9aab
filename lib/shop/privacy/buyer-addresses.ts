import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

const SELECT = {
  name: true,
  phone: true,
  province: true,
  city: true,
  district: true,
  detail: true,
  createdAt: true,
} as const satisfies Prisma.BuyerAddressSelect;

export type KeptAddress = Row<"buyerAddress", typeof SELECT>;

const PAGE = 200;

/** What address books say of who has this phone number, whoever's browser keeps it; read a page at a time, since strangers write them. */
export async function* findBuyerAddresses(shop: Shop, phone: string): AsyncGenerator<KeptAddress, void, undefined> {
  for (let last = ""; ; ) {
    const page = await shop.db.buyerAddress.findMany({
      where: { phone, ...(last !== "" && { id: { gt: last } }) },
      select: { ...SELECT, id: true },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    for (const { id, ...address } of page) {
      yield address;
      last = id;
    }
    if (page.length < PAGE) return;
  }
}

/** How many there are. */
export async function countBuyerAddresses(shop: Shop, phone: string): Promise<number> {
  return shop.db.buyerAddress.count({ where: { phone } });
}

/** Takes this phone number out of all address books, and from what a checkout would begin with. @returns how many addresses went */
export async function eraseBuyerAddresses(shop: Shop, phone: string): Promise<number> {
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.buyerAddress.deleteMany({ where: { phone } });
    if (count > 0) await recordAudit(tx, shop, { kind: "buyer_data_erased", after: { addresses: count } });
    await tx.$executeRaw`UPDATE buyers SET address = NULL WHERE address->>'phone' = ${phone}`;
    return count;
  });
}
