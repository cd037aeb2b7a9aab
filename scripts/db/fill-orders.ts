// Fills a database with the orders of a long-lived shop in some minutes, for measurements and for tests of what many rows do:
// buyers, orders, lines, timelines, payments, books, refunds, stock, notices, reports, discrepancies and the audit trail, as the
// shop itself would have written them. Everything follows from the order's number, so that two runs give the same shop.
import pg from "pg";

export type Filling = {
  /** How many orders. */
  orders: number;
  /** The moment after the newest order. */
  until: Date;
  /** Whose gateway paid them: wap-token:<partner>. */
  contract: string;
  /** Over how many days they were placed. */
  days?: number;
  /** How many products there are, each with one variant. */
  products?: number;
};

const SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢";
const GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海波云飞雪琴春燕晓东鑫宇浩然子轩雨欣梓涵";
const GOODS = ["龙井", "碧螺春", "普洱", "红茶", "绿茶", "茉莉花茶", "紫砂壶", "马克杯", "盖碗", "竹席", "蜂蜜", "核桃", "红枣", "银耳"];
const KINDS = ["礼盒", "特级", "一级", "散装", "试用装", "家庭装"];

/** A number below 2^20 that follows from the order's number. */
const chance = (salt: number, of = "n") => `(hashint8extended(${of}, ${salt}) & 1048575)`;
/** A character of a text, the first ones more often. */
const letter = (letters: string, salt: number) =>
  `substr('${letters}', 1 + floor(${letters.length} * power(${chance(salt)} / 1048576.0, 1.6))::int, 1)`;

/**
 * Fills a migrated database; its orders come on top of what is there. For a superuser foreign keys and triggers are not asked meanwhile,
 * which takes half the time; the checker of lib/shop/invariants finds the books in order all the same.
 */
export async function fillOrders(connectionString: string, filling: Filling): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolsuper: boolean }>("SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
    if (rows[0]?.rolsuper) await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off; SET work_mem = '128MB'; BEGIN");
    for (const statement of statements(filling)) await client.query(statement);
    await client.query("COMMIT");
    // As autovacuum would have left a shop that got its orders one by one (the migration vacuum_soon).
    await client.query("VACUUM (ANALYZE)");
  } finally {
    await client.end();
  }
}

function statements({ orders, until, contract, days = 730, products = 300 }: Filling): string[] {
  const end = `'${until.toISOString()}'::timestamptz`;
  const isPaid = "status IN ('PAID', 'SHIPPED', 'COMPLETED') OR close_reason = 'refunded'";
  return [
    ...goods(products, end),
    plan({ orders, products, days, end }),
    ...placed(end, contract),
    ...money(contract, isPaid),
    ...around(end, isPaid),
  ];
}

function goods(products: number, end: string): string[] {
  const list = (words: string[]) => `(ARRAY[${words.map((word) => `'${word}'`)}])`;
  const title = `${list(GOODS)}[1 + n % ${GOODS.length}] || ${list(KINDS)}[1 + n / ${GOODS.length} % ${KINDS.length}] || ' ' || n`;
  return [
    "INSERT INTO categories (slug, name, icon, search_text) VALUES ('filled', '茶叶', 'tea', '茶叶') ON CONFLICT (slug) DO NOTHING",
    `CREATE TEMP TABLE filled_goods AS SELECT row_number() OVER () AS place, v.*
     FROM (SELECT n, 'filled-' || n AS slug, ${title} AS title, 900 + n * 37 % 9000 AS price_fen FROM generate_series(1, ${products}) n) v`,
    `INSERT INTO products (slug, title, search_text, category_id, updated_at, created_at)
     SELECT slug, title, replace(title, ' ', ''), (SELECT id FROM categories WHERE slug = 'filled'), ${end}, ${end} FROM filled_goods`,
    `INSERT INTO variants (product_id, price_fen) SELECT p.id, f.price_fen FROM filled_goods f JOIN products p USING (slug)`,
    "ALTER TABLE filled_goods ADD variant_id int",
    `UPDATE filled_goods f SET variant_id = v.id FROM products p JOIN variants v ON v.product_id = p.id WHERE p.slug = f.slug`,
  ];
}

/** One row an order, with all that its other rows follow from. `age` counts from the newest, which has 0. */
function plan({ orders, products, days, end }: { orders: number; products: number; days: number; end: string }): string {
  const [unpaid, toSend, sent] = [Math.max(3, orders * 0.0005), Math.max(20, orders * 0.003), Math.max(30, orders * 0.01)].map(
    Math.round,
  ) as [number, number, number];
  const isExpired = `${chance(1)} < 104857`;
  const isRefunded = `${chance(1)} < 125829`;
  return `CREATE TEMP TABLE filled AS
    SELECT it.*, created_at + interval '40 seconds' AS paid_at, created_at + interval '5 hours' AS shipped_at,
      created_at + interval '3 days' AS completed_at, created_at + interval '30 minutes' AS closed_at,
      a.variant_id AS variant_a, a.price_fen AS price_a, b.variant_id AS variant_b, b.price_fen AS price_b, a.slug AS slug_a, b.slug AS slug_b,
      a.title AS title_a, b.title AS title_b, (a.price_fen * pieces_a + COALESCE(b.price_fen, 0))::bigint AS total_fen,
      to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') AS day
    FROM (
      SELECT n, ${orders} - n AS age, gen_random_uuid() AS id, gen_random_uuid() AS attempt_id, n / 2 AS buyer,
        ${end} - make_interval(secs => ${days * 86400} * (${orders} - n + 1)::float / ${orders}) AS created_at,
        CASE WHEN ${orders} - n < ${unpaid} THEN 'PENDING'
          WHEN ${isExpired} THEN 'CLOSED'
          WHEN ${orders} - n < ${unpaid + toSend} THEN 'PAID'
          WHEN ${orders} - n < ${unpaid + toSend + sent} THEN 'SHIPPED'
          WHEN ${isRefunded} THEN 'CLOSED'
          ELSE 'COMPLETED' END AS status,
        CASE WHEN ${orders} - n < ${unpaid} THEN NULL WHEN ${isExpired} THEN 'expired'
          WHEN ${orders} - n >= ${unpaid + toSend + sent} AND ${isRefunded} THEN 'refunded' END AS close_reason,
        1 + ${chance(2)} % 3 AS pieces_a,
        1 + floor(${products} * power(${chance(3)} / 1048576.0, 2))::int AS goods_a,
        CASE WHEN ${chance(4)} % 4 = 0 THEN 1 + floor(${products} * power(${chance(3)} / 1048576.0, 2))::int % ${products - 1} + 1 END AS goods_b,
        ${letter(SURNAMES, 5)} || ${letter(GIVEN, 6)} || CASE WHEN ${chance(7)} % 3 = 0 THEN '' ELSE ${letter(GIVEN, 8)} END AS name,
        '1' || (ARRAY['30','33','35','36','37','38','39','50','58','59','80','86','87','88','89','91'])[1 + ${chance(9, "n / 2")} % 16]
          || lpad((${chance(10, "n / 2")} * 97 % 100000000)::text, 8, '0') AS phone,
        CASE WHEN ${chance(11)} % 20 = 0 THEN (ARRAY['请尽快发货','放门卫','送人用，不要放价格单','周末送货','不要打电话'])[1 + n % 5] ELSE '' END AS note,
        lpad((n * 2654435761 % 10000000000)::text, 10, '0') AS digits
      FROM generate_series(1, ${orders}::bigint) n
    ) it JOIN filled_goods a ON a.place = it.goods_a LEFT JOIN filled_goods b ON b.place = it.goods_b AND it.goods_b <> it.goods_a`;
}

function placed(end: string, contract: string): string[] {
  const isClosed = "status = 'CLOSED'";
  const event = (kind: string, actor: string, at: string, where: string, detail = "'{}'::jsonb") =>
    `SELECT id, n, '${kind}' AS kind, '${actor}' AS actor, ${detail} AS detail, ${at} AS at FROM filled WHERE ${where}`;
  return [
    "CREATE TEMP TABLE filled_buyers AS SELECT buyer, gen_random_uuid() AS id, min(created_at) AS at FROM filled GROUP BY buyer",
    "INSERT INTO buyers (id, token_hash, created_at) SELECT id, 'filled-' || id, at FROM filled_buyers",
    `INSERT INTO orders (id, no, access_token, buyer_id, idempotency_key, status, items_fen, shipping_fen, total_fen, note, receiver_name, receiver_phone,
       province, city, district, address_detail, expires_at, due_at, created_at, paid_at, shipped_at, completed_at, closed_at, close_reason, receive_by, updated_at)
     SELECT f.id, substr(day, 3) || digits, 'filled-' || f.id, b.id, 'filled-' || n, status::"OrderStatus", total_fen, 0, total_fen, note, name, phone,
       '浙江省', '杭州市', '西湖区', '文三路 ' || n % 900 || ' 号', CASE status WHEN 'PENDING' THEN ${end} + interval '1 day' ELSE created_at + interval '30 minutes' END,
       CASE status WHEN 'PENDING' THEN ${end} + interval '1 day' END, created_at,
       CASE WHEN status IN ('PAID', 'SHIPPED', 'COMPLETED') OR close_reason = 'refunded' THEN paid_at END,
       CASE WHEN status IN ('SHIPPED', 'COMPLETED') THEN shipped_at END, CASE status WHEN 'COMPLETED' THEN completed_at END,
       CASE WHEN ${isClosed} THEN closed_at END, close_reason, CASE status WHEN 'SHIPPED' THEN ${end} + interval '10 days' END, created_at
     FROM filled f JOIN filled_buyers b USING (buyer) ORDER BY n`,
    `INSERT INTO order_lines (order_id, variant_id, product_slug, title, variant_name, image, price_fen, quantity)
     SELECT id, variant_id, slug, title, '', '', price_fen, pieces FROM (
       SELECT n, 1 AS nth, id, variant_a AS variant_id, slug_a AS slug, title_a AS title, price_a AS price_fen, pieces_a AS pieces FROM filled
       UNION ALL SELECT n, 2, id, variant_b, slug_b, title_b, price_b, 1 FROM filled WHERE variant_b IS NOT NULL
     ) l ORDER BY n, nth`,
    `INSERT INTO parcels (order_id, courier, tracking_no, shipped_at)
     SELECT id, '顺丰速运', 'SF' || digits, shipped_at FROM filled WHERE status IN ('SHIPPED', 'COMPLETED') ORDER BY n`,
    `INSERT INTO order_events (order_id, kind, actor, detail, created_at) SELECT id, kind, actor, detail, at FROM (
       ${event("placed", "buyer", "created_at", "TRUE")}
       UNION ALL ${event("paid", "alipay", "paid_at", "status IN ('PAID', 'SHIPPED', 'COMPLETED') OR close_reason = 'refunded'", "jsonb_build_object('tradeNo', day || digits, 'source', 'notify')")}
       UNION ALL ${event("shipped", "owner", "shipped_at", "status IN ('SHIPPED', 'COMPLETED')")}
       UNION ALL ${event("completed", "buyer", "completed_at", "status = 'COMPLETED'")}
       UNION ALL ${event("closed", "worker", "closed_at", isClosed)}
     ) e ORDER BY n, at`,
    `INSERT INTO payment_attempts (id, order_id, out_trade_no, contract, amount_fen, subject, status, payable_until, trade_no, started_at, created_at, closed_at)
     SELECT attempt_id, id, 'XP' || day || '00000000' || digits, '${contract}', total_fen, title_a,
       (CASE WHEN status = 'PENDING' THEN 'OPEN' WHEN close_reason = 'expired' THEN 'CLOSED' ELSE 'PAID' END)::"AttemptStatus",
       created_at + interval '1 day', CASE WHEN status <> 'PENDING' AND close_reason IS DISTINCT FROM 'expired' THEN day || '22001' || digits END,
       created_at + interval '3 seconds', created_at, CASE WHEN ${isClosed} THEN closed_at END
     FROM filled ORDER BY n`,
  ];
}

function money(contract: string, isPaid: string): string[] {
  const moved = (kind: string, where: string, at: string) =>
    `SELECT n, variant_id, id, '${kind}' AS kind, pieces, ${at} AS at FROM filled_lines JOIN filled USING (id) WHERE ${where}`;
  return [
    `INSERT INTO payments (trade_no, out_trade_no, contract, attempt_id, order_id, amount_fen, disposition, buyer_logon, paid_at, source, refunding_fen, refunded_fen, created_at)
     SELECT day || '22001' || digits, 'XP' || day || '00000000' || digits, '${contract}', attempt_id, id, total_fen, 'settled', '138****0000', paid_at, 'notify',
       CASE close_reason WHEN 'refunded' THEN total_fen ELSE 0 END, CASE close_reason WHEN 'refunded' THEN total_fen ELSE 0 END, paid_at
     FROM filled WHERE ${isPaid} ORDER BY n`,
    `INSERT INTO refunds (out_request_no, order_id, payment_id, amount_fen, reason, status, requested_by, created_at, started_at, ended_at)
     SELECT 'XR' || f.day || f.digits, f.id, p.id, f.total_fen, '不想要了',
       (CASE f.status WHEN 'CLOSED' THEN 'DONE' ELSE 'REQUESTED' END)::"RefundStatus", 'buyer', f.paid_at,
       CASE f.status WHEN 'CLOSED' THEN f.closed_at END, CASE f.status WHEN 'CLOSED' THEN f.closed_at END
     FROM filled f JOIN payments p ON p.order_id = f.id WHERE f.close_reason = 'refunded' OR (f.status = 'SHIPPED' AND f.n % 100 = 0) ORDER BY n`,
    `INSERT INTO ledger_transfers (debit, credit, amount_fen, cause, payment_id, created_at)
     SELECT 'gateway', 'settled', p.amount_fen, 'payment', p.id, p.created_at FROM payments p JOIN filled f ON f.id = p.order_id ORDER BY p.id`,
    ...[
      ["settled", "promised", "promise"],
      ["promised", "gateway", "refund"],
    ].map(
      ([debit, credit, cause]) => `INSERT INTO ledger_transfers (debit, credit, amount_fen, cause, payment_id, refund_no, created_at)
     SELECT '${debit}', '${credit}', r.amount_fen, '${cause}', r.payment_id, r.out_request_no, r.started_at FROM refunds r JOIN filled f ON f.id = r.order_id WHERE r.status = 'DONE'`,
    ),
    `CREATE TEMP TABLE filled_lines AS SELECT id, variant_a AS variant_id, pieces_a AS pieces FROM filled
     UNION ALL SELECT id, variant_b, 1 FROM filled WHERE variant_b IS NOT NULL`,
    `INSERT INTO stock_movements (variant_id, kind, quantity, created_at) SELECT variant_id, 'adjust', 1000000, (SELECT min(created_at) FROM filled) FROM filled_goods`,
    `INSERT INTO stock_movements (variant_id, order_id, kind, quantity, created_at) SELECT variant_id, id, kind, pieces, at FROM (
       ${moved("reserve", "TRUE", "created_at")}
       UNION ALL ${moved("sell", isPaid, "paid_at")}
       UNION ALL ${moved("release", "close_reason = 'expired'", "closed_at")}
       UNION ALL ${moved("return", "close_reason = 'refunded'", "closed_at")}
     ) m ORDER BY n, at`,
    `UPDATE variants v SET stock = m.stock, reserved = m.reserved, sold = m.sold FROM (
       SELECT variant_id, sum(CASE kind WHEN 'adjust' THEN quantity WHEN 'reserve' THEN -quantity WHEN 'release' THEN quantity WHEN 'return' THEN quantity ELSE 0 END) AS stock,
         sum(CASE kind WHEN 'reserve' THEN quantity WHEN 'sell' THEN -quantity WHEN 'release' THEN -quantity ELSE 0 END) AS reserved,
         sum(CASE kind WHEN 'sell' THEN quantity WHEN 'return' THEN -quantity ELSE 0 END) AS sold
       FROM stock_movements GROUP BY variant_id) m WHERE m.variant_id = v.id AND v.id IN (SELECT variant_id FROM filled_goods)`,
  ];
}

/** Notices, reports, discrepancies and the audit trail. */
function around(end: string, isPaid: string): string[] {
  return [
    `INSERT INTO notify_deliveries (received_at, protocol, remote_ip, content_type, body, body_hash, notify_id, out_trade_no, trade_no, trade_status, verdict, answer, order_id)
     SELECT paid_at, 'wap-token', '203.0.113.9', 'application/x-www-form-urlencoded', CASE WHEN paid_at > ${end} - interval '180 days' THEN repeat('notify_data=', 80) ELSE '' END,
       md5(digits) || md5(digits), 'filled' || n, 'XP' || day || '00000000' || digits, day || '22001' || digits, 'TRADE_SUCCESS', 'paid', 'success', id
     FROM filled WHERE ${isPaid} ORDER BY n`,
    `INSERT INTO discrepancies (kind, dedupe_key, order_id, amount_fen, created_at, resolved_at, resolution)
     SELECT (ARRAY['seller_mismatch', 'unknown_status', 'trade_no_reused', 'refund_failed'])[1 + n % 4], 'filled:' || n, id, total_fen, paid_at,
       CASE WHEN n % 50000 > 0 THEN paid_at + interval '1 day' END, CASE WHEN n % 50000 > 0 THEN '已核对' END
     FROM filled WHERE n % 200 = 0 ORDER BY n`,
    `INSERT INTO day_reports (day, status, reconciled_at, bill_payments, bill_payments_fen, our_payments, our_payments_fen, created_at)
     SELECT to_char(paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS one, 'matched', ${end}, count(*), sum(total_fen), count(*), sum(total_fen), min(paid_at)
     FROM filled WHERE (${isPaid}) AND paid_at < ${end} - interval '2 days' GROUP BY one ON CONFLICT DO NOTHING`,
    `INSERT INTO report_lines (day, type, verdict, trade_no, out_trade_no, order_no, bill_fen, our_fen, at)
     SELECT to_char(paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), 'payment', 'same', day || '22001' || digits, 'XP' || day || '00000000' || digits,
       substr(day, 3) || digits, total_fen, total_fen, paid_at FROM filled WHERE (${isPaid}) AND paid_at < ${end} - interval '2 days' ORDER BY n`,
    `INSERT INTO audit_entries (at, kind, owner_id, login, via, subject, subject_name)
     SELECT shipped_at, 'order_shipped', 1, 'owner', 'web', substr(day, 3) || digits, substr(day, 3) || digits FROM filled WHERE status IN ('SHIPPED', 'COMPLETED') ORDER BY n`,
  ];
}
