import { expect, test } from "vitest";
import { databaseBefore } from "./database";

const PARCELS = "20261129100000_parcels";

test("a shop in use that is brought up to date keeps each parcel that it sent, and gives its buyers time", async () => {
  const { client, bringUp } = await databaseBefore(PARCELS);
  await client.query("INSERT INTO buyers (id, token_hash) VALUES (gen_random_uuid(), 'a')");
  await client.query(`
    INSERT INTO orders (id, no, access_token, buyer_id, idempotency_key, status, items_fen, shipping_fen, total_fen, receiver_name, receiver_phone,
      province, city, district, address_detail, expires_at, updated_at, shipped_at, courier, tracking_no)
    SELECT gen_random_uuid(), it.no, it.no, id, it.no, it.status::"OrderStatus", 1980, 0, 1980, '', '', '', '', '', '', now(), now(), it.at, it.courier, it.tracking
    FROM buyers, (VALUES ('1', 'PAID', NULL::timestamptz, NULL, NULL), ('2', 'SHIPPED', '2026-01-01 00:00+00', '顺丰速运', 'SF0000001'),
      ('3', 'COMPLETED', '2026-01-02 00:00+00', '邮政EMS', 'EA-123')) AS it (no, status, at, courier, tracking)`);
  await bringUp();
  const parcels = await client.query(
    "SELECT o.no, p.courier, p.tracking_no, p.shipped_at = o.shipped_at AS same FROM parcels p JOIN orders o ON o.id = p.order_id ORDER BY p.id",
  );
  expect(parcels.rows).toEqual([
    { no: "2", courier: "顺丰速运", tracking_no: "SF0000001", same: true },
    { no: "3", courier: "邮政EMS", tracking_no: "EA-123", same: true },
  ]);
  const orders = await client.query(
    "SELECT no, unsent_pieces, receive_by BETWEEN now() + interval '9 days' AND now() + interval '11 days' AS waits FROM orders ORDER BY no",
  );
  expect(orders.rows).toEqual([
    { no: "1", unsent_pieces: 0, waits: null },
    { no: "2", unsent_pieces: 0, waits: true },
    { no: "3", unsent_pieces: 0, waits: null },
  ]);
  // The database itself holds that only what is wholly on its way waits to be received.
  await expect(client.query("UPDATE orders SET receive_by = now() WHERE no = '1'")).rejects.toThrow(/orders_receive_by_check/);
  await expect(client.query("UPDATE orders SET unsent_pieces = 1 WHERE no = '2'")).rejects.toThrow(/orders_receive_by_check/);
  await expect(client.query("UPDATE orders SET unsent_pieces = 1 WHERE no = '3'")).rejects.toThrow(/orders_unsent_pieces_check/);
});
