import { buyAndPay } from "./journeys/buy-and-pay";
import { neverLost } from "./journeys/never-lost";
import { test } from "./support/stack";

test.use({ stackEnv: { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "key" } });

test.describe("on the current protocol with keys @once", () => {
  buyAndPay();
  neverLost({ channel: "openapi" });
});
