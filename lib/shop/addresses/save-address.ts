import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { type Address, MOST_ADDRESSES } from "./address";
import { addressDigest } from "./address-digest";
import { isAddressId } from "./read-book";

type Saving = { address: Address; isDefault: boolean };

/**
 * Puts an address into a browser's book; the same one again is the one that is there. Refuses the one after MOST_ADDRESSES.
 * `isDefault`: it is the one that the checkout begins with from now on, in place of any other.
 */
export async function addAddress(
  shop: Shop,
  buyerId: string,
  { address, isDefault }: Saving,
): Promise<Result<object, Refusal<"full", { most: number }>>> {
  return inBook(shop, buyerId, async (tx) => {
    const same = { buyerId_digest: { buyerId, digest: addressDigest(address) } };
    const known = await tx.buyerAddress.findUnique({ where: same, select: { id: true } });
    if (!known && (await tx.buyerAddress.count({ where: { buyerId } })) >= MOST_ADDRESSES) return refuse("full", { most: MOST_ADDRESSES });
    if (isDefault) await noDefault(tx, buyerId);
    const at = shop.now();
    const row = { ...columnsOf(address), isDefault, usedAt: at };
    await tx.buyerAddress.upsert({
      where: same,
      create: { ...row, buyerId, createdAt: at },
      update: isDefault ? { isDefault, usedAt: at } : { usedAt: at },
    });
    return { ok: true };
  });
}

/** Changes one of a browser's addresses; what it says may be in the book already, then the two become one. Refuses one that is gone. */
export async function changeAddress(
  shop: Shop,
  buyerId: string,
  { id, address, isDefault }: Saving & { id: string },
): Promise<Result<object, "not_found">> {
  if (!isAddressId(id)) return refuse("not_found");
  return inBook(shop, buyerId, async (tx) => {
    const old = await tx.buyerAddress.findFirst({ where: { id, buyerId } });
    if (!old) return refuse("not_found");
    const columns = columnsOf(address);
    await tx.buyerAddress.deleteMany({ where: { buyerId, digest: columns.digest, id: { not: id } } });
    if (isDefault) await noDefault(tx, buyerId);
    await tx.buyerAddress.update({ where: { id }, data: { ...columns, isDefault, usedAt: shop.now() } });
    // The corrected one is used next, not the wrong one.
    await replaceLastUsed(tx, buyerId, old, address);
    return { ok: true };
  });
}

/** Takes one out of a browser's book; the next checkout does not begin with it either. One that is gone is no fault. */
export async function removeAddress(shop: Shop, buyerId: string, id: string): Promise<void> {
  if (!isAddressId(id)) return;
  await inBook(shop, buyerId, async (tx) => {
    const old = await tx.buyerAddress.findFirst({ where: { id, buyerId } });
    if (!old) return;
    await tx.buyerAddress.delete({ where: { id } });
    await replaceLastUsed(tx, buyerId, old, null);
  });
}

/** The checkout begins with this one from now on. Refuses one that is not this browser's. */
export async function makeDefault(shop: Shop, buyerId: string, id: string): Promise<Result<object, "not_found">> {
  if (!isAddressId(id)) return refuse("not_found");
  return inBook(shop, buyerId, async (tx) => {
    if ((await tx.buyerAddress.count({ where: { id, buyerId } })) === 0) return refuse("not_found");
    await noDefault(tx, buyerId);
    await tx.buyerAddress.update({ where: { id }, data: { isDefault: true } });
    return { ok: true };
  });
}

/** One change of a book after the other: they count, and there is one default. */
async function inBook<Done>(shop: Shop, buyerId: string, change: (tx: Tx) => Promise<Done>): Promise<Done> {
  return shop.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid FOR UPDATE`;
    return change(tx);
  });
}

async function noDefault(tx: Tx, buyerId: string): Promise<void> {
  await tx.buyerAddress.updateMany({ where: { buyerId, isDefault: true }, data: { isDefault: false } });
}

async function replaceLastUsed(tx: Tx, buyerId: string, old: Address, now: Address | null): Promise<void> {
  const was = JSON.stringify(plain(old));
  const next = now && JSON.stringify(plain(now));
  await tx.$executeRaw`UPDATE buyers SET address = ${next}::jsonb WHERE id = ${buyerId}::uuid AND address = ${was}::jsonb`;
}

function columnsOf(address: Address) {
  return { ...plain(address), digest: addressDigest(address) };
}

function plain({ name, phone, province, city, district, detail }: Address): Address {
  return { name, phone, province, city, district, detail };
}
