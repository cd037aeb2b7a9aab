import { type ApiFields, failureFields } from "@/lib/alipay/openapi/response";

/** The sub_msg of every sub_code with which a method refuses. */
const SUB_MESSAGES = {
  "ACQ.INVALID_PARAMETER": "参数无效",
  "ACQ.TRADE_NOT_EXIST": "交易不存在",
  "ACQ.TRADE_STATUS_ERROR": "交易状态不合法",
  "ACQ.TRADE_HAS_CLOSE": "交易已经关闭",
  "ACQ.TRADE_HAS_FINISHED": "交易已经结束",
  "ACQ.DISCORDANT_REPEAT_REQUEST": "请求信息不一致",
  "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL": "退款金额与订单金额不一致，部分退款须传 out_request_no",
  "ACQ.REASON_TRADE_REFUND_FEE_ERR": "退款金额超限",
  "ACQ.SYSTEM_ERROR": "同一笔交易的两次退款须间隔 3 秒",
  TYPE_NOT_SUPPORTED: "不支持的账单类型",
  INVAILID_ARGUMENTS: "账单日期不合法",
  BILL_NOT_EXIST: "账单尚未生成",
  NO_BILL_DATA: "当天没有账单数据",
  "isv.invalid-alipay-cert-sn": "证书不存在",
} as const;

export type SubCode = keyof typeof SUB_MESSAGES;

/** What a refusal says beside its sub_code: `detail` stands behind the sub_msg, `echo` are fields that the answer repeats. */
type Beside = { detail?: string; echo?: ApiFields };

/** The fields of a business refusal (docs/wire/alipay-openapi.md §0). */
export function refuse(subCode: SubCode, { detail, echo }: Beside = {}): ApiFields {
  const message = SUB_MESSAGES[subCode];
  return failureFields(subCode, detail === undefined ? message : `${message}：${detail}`, echo);
}

/** The detail of ACQ.INVALID_PARAMETER for a parameter that a method needs. */
export function missingParameter(method: string, name: string): string {
  return `${method} 须传 ${name}`;
}
