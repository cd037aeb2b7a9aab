import type { PaymentRequest } from "@/lib/alipay/gateway";
import { TEA, type TestMerchant } from "./test-merchant";
import { openPhone, type Shown } from "./test-phone";

type Phone = ReturnType<typeof openPhone>;
type Visit = { phone: Phone; page: Shown };

/** A shopper taps pay: the order is known to the gateway, and its cashier is open on the phone. */
export async function openCashier(shop: TestMerchant, request: Partial<PaymentRequest> = {}): Promise<Visit> {
  const started = await shop.gateway.startPayment({ ...TEA, ...request });
  if (!started.ok) throw new Error(started.detail);
  const phone = openPhone(shop.emulator);
  return { phone, page: await phone.go(started.redirectUrl) };
}

/** The shopper has logged in too, and so there is a trade. */
export async function logIn(shop: TestMerchant, request: Partial<PaymentRequest> = {}): Promise<Visit> {
  const { phone, page } = await openCashier(shop, request);
  return { phone, page: await phone.fillIn(page, { account: "buyer1@example.com", password: "111111" }) };
}

/** The shopper has paid. */
export async function payAtCashier(shop: TestMerchant, request: Partial<PaymentRequest> = {}): Promise<Visit> {
  const { phone, page } = await logIn(shop, request);
  return { phone, page: await phone.fillIn(page, { password: "111111" }) };
}
