import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { OrderRefund } from "@/lib/shop/orders/order";
import { RefundSteps } from "./refund-steps";

const [ASKED, STARTED, ENDED] = ["2026-11-26T01:00:00Z", "2026-11-26T02:00:00Z", "2026-11-26T03:00:00Z"].map((at) => new Date(at));

function read(refund: Partial<OrderRefund>): string {
  const whole = { no: "RF1", amountFen: 1, reason: "", note: "", requestedBy: "buyer", createdAt: ASKED, startedAt: null, endedAt: null };
  const markup = renderToStaticMarkup(<RefundSteps refund={{ status: "REQUESTED", ...whole, ...refund } as OrderRefund} />);
  return markup
    .replace(/<li[^>]*aria-current[^>]*>/g, "*")
    .replace(/<\/li>/g, "|")
    .replace(/<\/?(?:ol|li|span|time)[^>]*>/g, " ")
    .replace(/ +/g, " ")
    .trim();
}

test.each<[string, Partial<OrderRefund>, string]>([
  ["waits for the owner", {}, "提交申请 11-26 09:00 |* 商家处理 | 退款中 | 已退款 |"],
  [
    "is on its way",
    { status: "PENDING", startedAt: STARTED },
    "提交申请 11-26 09:00 | 商家同意 11-26 10:00 |* 退款中 11-26 10:00 | 已退款 |",
  ],
  [
    "came back",
    { status: "DONE", startedAt: STARTED, endedAt: ENDED },
    "提交申请 11-26 09:00 | 商家同意 11-26 10:00 | 退款中 11-26 10:00 | 已退款 11-26 11:00 |",
  ],
  ["was declined", { status: "DECLINED", endedAt: ENDED }, "提交申请 11-26 09:00 | 没有同意 11-26 11:00 |"],
  ["was taken back", { status: "WITHDRAWN", endedAt: ENDED }, "提交申请 11-26 09:00 | 已撤回 11-26 11:00 |"],
  [
    "failed",
    { status: "FAILED", startedAt: STARTED, endedAt: ENDED },
    "提交申请 11-26 09:00 | 商家同意 11-26 10:00 | 未成功 11-26 11:00 |",
  ],
  [
    "was begun by the owner",
    { status: "DONE", requestedBy: "owner", startedAt: ASKED, endedAt: ENDED },
    "商家发起 11-26 09:00 | 退款中 11-26 09:00 | 已退款 11-26 11:00 |",
  ],
])("a buyer reads how far the money is that %s", (_what, refund, steps) => {
  expect(read(refund)).toBe(steps);
});
