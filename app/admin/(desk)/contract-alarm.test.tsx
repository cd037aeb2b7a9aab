import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ContractAlarm as Alarm } from "@/lib/shop/contracts/standing";
import { ContractAlarm } from "./contract-alarm";

const ALARM: Alarm = {
  ...{ identity: "openapi:1:a", contract: "openapi:1", protocol: "openapi", door: "openapi", isCurrent: true, closesCheckout: true },
  ...{ kind: "unverified", code: "", cause: null, keys: "key", refusals: 3, since: new Date("2026-11-22T01:00:00Z"), why: [] },
};
const show = (change: Partial<Alarm>) => renderToStaticMarkup(<ContractAlarm alarm={{ ...ALARM, ...change }} />);

test("an owner with a wrong key of Alipay's is told so, with the variable, the command and the way to the card", () => {
  const html = show({ why: [{ says: "签名对得上另一把密钥", change: "核对密钥", about: "ALIPAY_MAPI_PUBLIC_KEY" }] });
  for (const words of ["收款已停", "为什么", "ALIPAY_PUBLIC_KEY", "npm run alipay -- check", "/admin#contracts", "签名对得上另一把密钥"])
    expect(html).toContain(words);
  expect(html).toContain('role="alert"');
});

test("an owner whose contract is refused is told what of it, and Alipay's own code", () => {
  const html = show({ kind: "refused", cause: "permission", code: "isv.insufficient-isv-permissions" });
  expect(html).toContain("没有开通手机网站支付");
  expect(html).toContain("isv.insufficient-isv-permissions");
  expect(html).not.toContain("核对变量");
});

test("an owner is not told that nobody can buy while buyers can", () => {
  expect(show({ closesCheckout: false, door: "mapi", protocol: "wap-token" })).toContain("新订单照常收款");
  const left = show({ closesCheckout: false, isCurrent: false });
  expect(left).toContain("换下中的合约");
  expect(left).toContain("ALIPAY_PREVIOUS_PUBLIC_KEY");
});
