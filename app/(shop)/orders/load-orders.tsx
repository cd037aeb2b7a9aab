"use server";

import { headers } from "next/headers";
import { Fragment, type ReactNode } from "react";
import { z } from "zod";
import { currentBuyer } from "@/app/current-buyer";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOrders } from "@/lib/shop/orders/list-orders";
import { browserKind } from "./browser-kind";
import { OrderCard } from "./order-card";

const asked = z.tuple([z.enum(["all", "to_pay", "to_ship", "to_receive", "after_sale", "completed"]), z.string().regex(/^\d{0,24}$/)]);

/** The next ten of this browser's own orders as cards; none for a stranger, or who asks for something else. Only reads. */
export async function loadOrders(...args: unknown[]): Promise<{ cards: ReactNode; next: string | null }> {
  const { data } = asked.safeParse(args);
  const buyer = await currentBuyer();
  if (!data || !buyer) return { cards: null, next: null };
  const [tab, before] = data;
  const browser = browserKind((await headers()).get("user-agent"));
  const { orders, next } = await listOrders(getShop(), buyer.id, { tab, before });
  const cards = (
    <Fragment key={before}>
      {orders.map((order) => (
        <OrderCard key={order.no} order={order} browser={browser} />
      ))}
    </Fragment>
  );
  return { cards, next };
}
