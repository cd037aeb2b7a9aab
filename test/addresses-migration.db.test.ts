import { expect, test } from "vitest";
import { addressDigest } from "@/lib/shop/addresses/address-digest";
import { databaseBefore } from "./database";
import { ADDRESS } from "./test-shop";

const ADDRESSES = "20261129130000_addresses";

test("an address that a browser used before there were address books is the first in its book", async () => {
  const { client, bringUp } = await databaseBefore(ADDRESSES);
  const buyers = [
    ["00000000-0000-0000-0000-000000000001", JSON.stringify(ADDRESS)],
    ["00000000-0000-0000-0000-000000000002", null],
    ["00000000-0000-0000-0000-000000000003", JSON.stringify({ name: "half an address" })],
  ];
  for (const [id, address] of buyers)
    await client.query("INSERT INTO buyers (id, token_hash, address) VALUES ($1, $2, $3)", [id, id, address]);
  await bringUp();
  const { rows } = await client.query(
    "SELECT buyer_id, name, phone, province, city, district, detail, is_default, digest FROM buyer_addresses",
  );
  expect(rows).toEqual([{ buyer_id: buyers[0]?.[0], ...ADDRESS, is_default: false, digest: addressDigest(ADDRESS) }]);
});
