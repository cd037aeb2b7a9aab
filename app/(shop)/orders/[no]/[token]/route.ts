import { redirect } from "next/navigation";
import { orderHref } from "../../order-href";

/** The unguessable link without a query string, as Alipay wants the addresses that it is given (docs/wire/alipay-wap.md §1.1). */
export async function GET(_request: Request, { params }: RouteContext<"/orders/[no]/[token]">): Promise<never> {
  const { no, token } = await params;
  redirect(orderHref(encodeURIComponent(no), token));
}
