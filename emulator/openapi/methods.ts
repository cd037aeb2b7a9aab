import { BILL_METHOD } from "@/lib/alipay/openapi/bill-query";
import { CANCEL_METHOD } from "@/lib/alipay/openapi/cancel";
import { CERTIFICATE_METHOD } from "@/lib/alipay/openapi/certificate-download";
import { PRECREATE_METHOD } from "@/lib/alipay/openapi/precreate";
import { REFUND_METHOD } from "@/lib/alipay/openapi/refund";
import { REFUND_QUERY_METHOD } from "@/lib/alipay/openapi/refund-query";
import type { ApiFields } from "@/lib/alipay/openapi/response";
import { CLOSE_METHOD } from "@/lib/alipay/openapi/trade-close";
import { QUERY_METHOD } from "@/lib/alipay/openapi/trade-query";
import type { World } from "../world/world";
import { answerBill } from "./answer-bill";
import { answerCancel } from "./answer-cancel";
import { answerCertificate } from "./answer-certificate";
import { answerClose } from "./answer-close";
import { answerPrecreate } from "./answer-precreate";
import { answerQuery } from "./answer-query";
import { answerRefund } from "./answer-refund";
import { answerRefundQuery } from "./answer-refund-query";
import type { MethodCall } from "./method-call";

/** What each method of the current protocol does; the pages are in answer-pay.ts. */
export const METHODS: ReadonlyMap<string, (world: World, call: MethodCall) => ApiFields> = new Map([
  [QUERY_METHOD, answerQuery],
  [CLOSE_METHOD, answerClose],
  [PRECREATE_METHOD, answerPrecreate],
  [CANCEL_METHOD, answerCancel],
  [REFUND_METHOD, answerRefund],
  [REFUND_QUERY_METHOD, answerRefundQuery],
  [BILL_METHOD, answerBill],
  [CERTIFICATE_METHOD, answerCertificate],
]);
