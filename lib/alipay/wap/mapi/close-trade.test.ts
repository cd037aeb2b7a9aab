import { expect, test } from "vitest";
import { newContract } from "../../fixtures/contract";
import { buildMapiFailure, buildMapiSuccess } from "./answer";
import { buildCloseTrade, parseCloseAnswer } from "./close-trade";
import { parseNotifyVerify } from "./notify-verify";

test("the shop names its order out_order_no, as only this service does", async () => {
  const params = new Map(await buildCloseTrade(newContract("MD5").config, "X1"));
  expect(params.get("out_order_no")).toBe("X1");
  expect(params.has("out_trade_no")).toBe(false);
});

test("closed, missing, too late and unknown are four answers", () => {
  expect(parseCloseAnswer(buildMapiSuccess())).toEqual({ kind: "closed" });
  expect(parseCloseAnswer(buildMapiFailure("TRADE_NOT_EXIST"))).toEqual({ kind: "not_exist" });
  expect(parseCloseAnswer(buildMapiFailure("TRADE_STATUS_NOT_AVAILD"))).toEqual({ kind: "not_closable" });
  expect(parseCloseAnswer(buildMapiFailure("SYSTEM_ERROR"))).toEqual({ kind: "unknown", detail: "SYSTEM_ERROR" });
  for (const text of ["", "true", "<html/>", "<alipay><is_success>t</is_success></alipay>"])
    expect(parseCloseAnswer(text).kind, text).toBe("unknown");
});

test("only the exact words confirm or deny a notice", () => {
  expect(parseNotifyVerify("true")).toBe("confirmed");
  expect(parseNotifyVerify("false")).toBe("denied");
  for (const body of ["", "TRUE", " true", "true\n", "invalid", "<html>true</html>"]) expect(parseNotifyVerify(body), body).toBe("unknown");
});
