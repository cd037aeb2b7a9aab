import { buyAndPay } from "./journeys/buy-and-pay";
import { test } from "./support/stack";

test.use({ stackEnv: { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "certificate" } });

test.describe("on the current protocol with certificates @once", () => {
  buyAndPay();
});
