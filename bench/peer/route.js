// The handler of the peer (bench/peer-app.ts), at app/api/notify in an application of its own.

import { PrismaPg } from "@prisma/adapter-pg";
import { AlipaySdk } from "alipay-sdk";
import { PrismaClient } from "../../../prisma/client/client";

const { APP_ID, SELLER_ID, APP_PRIVATE_KEY, ALIPAY_PUBLIC_KEY, DATABASE_URL } = process.env;
const alipay = new AlipaySdk({ appId: APP_ID, keyType: "PKCS8", privateKey: APP_PRIVATE_KEY, alipayPublicKey: ALIPAY_PUBLIC_KEY });
const db = new PrismaClient({
  adapter: new PrismaPg({ connectionString: DATABASE_URL, max: 12 }),
  transactionOptions: { maxWait: 10_000, timeout: 10_000 },
});

export async function POST(request) {
  const notice = Object.fromEntries(new URLSearchParams(await request.text()));
  if (!alipay.checkNotifySignV2(notice)) return new Response("failure");
  if (notice.app_id !== APP_ID || notice.seller_id !== SELLER_ID) return new Response("failure");
  if (notice.trade_status !== "TRADE_SUCCESS" && notice.trade_status !== "TRADE_FINISHED") return new Response("success");
  await db.$transaction(async (tx) => {
    const order = await tx.order.findUniqueOrThrow({ where: { outTradeNo: notice.out_trade_no }, include: { lines: true } });
    if (Math.round(Number(notice.total_amount) * 100) !== order.totalFen) throw new Error("another sum was paid");
    const { count } = await tx.order.updateMany({
      where: { id: order.id, status: "PENDING" },
      data: { status: "PAID", paidAt: new Date() },
    });
    if (count === 0) return;
    await tx.payment.create({ data: { orderId: order.id, tradeNo: notice.trade_no, amountFen: order.totalFen, notice } });
    for (const { productId, quantity } of order.lines)
      await tx.product.update({ where: { id: productId }, data: { reserved: { decrement: quantity }, sold: { increment: quantity } } });
  });
  return new Response("success");
}
