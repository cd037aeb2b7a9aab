import type { ApiFields } from "./response";
import { fieldText } from "./response";

/**
 * What the shop does about a sub_code:
 * same_again    the outcome is unknown: query, or send the identical request again
 * query         query the trade: it is already paid, closed or refunded
 * new_attempt   the trade can no longer be paid under this number
 * fix_setup     nothing was done; the owner fixes keys, contract or balance, then the identical request can succeed
 * give_up       nothing was done, and no repetition will change that
 * buyer_account the buyer's account cannot do this
 */
export type ErrorAction = "same_again" | "query" | "new_attempt" | "fix_setup" | "give_up" | "buyer_account";

export type ApiError = { action: ErrorAction; meaning: string };

const TABLE = new Map<string, ApiError>();

function add(action: ErrorAction, meaning: string, ...codes: string[]): void {
  for (const code of codes) TABLE.set(code, { action, meaning });
}

// The gateway itself (docs/wire/alipay-openapi.md §0, "Public response").
add(
  "same_again",
  "支付宝系统繁忙，结果未知",
  "20000",
  "isp.unknow-error",
  "isp.unknown-error",
  "aop.unknow-error",
  "SYSTEM_ERROR",
  "AQC.SYSTEM_ERROR",
);
add("same_again", "调用次数超限，稍后再试", "40005", "isv.app-call-limited", "isv.method-call-limited");
add(
  "fix_setup",
  "签名不对：应用私钥与上传的公钥不是一对，或签名方式不对",
  "isv.invalid-signature",
  "isv.invalid-signature-type",
  "isv.missing-signature",
);
add("fix_setup", "AppID 不存在或不属于这个环境（正式/沙箱）", "isv.invalid-app-id", "isv.missing-app-id");
add(
  "fix_setup",
  "应用证书或根证书的序列号不对",
  "isv.app-cert-not-exist",
  "isv.alipay-cert-not-exist",
  "isv.app-cert-expired",
  "isv.missing-app-cert-sn",
  "isv.missing-alipay-root-cert-sn",
  "isv.invalid-app-cert-sn",
  "isv.invalid-alipay-root-cert-sn",
);
add(
  "fix_setup",
  "应用没有开通这个接口",
  "isv.insufficient-isv-permissions",
  "isv.insufficient-user-permissions",
  "40006",
  "ACCESS_FORBIDDEN",
);
add(
  "fix_setup",
  "授权无效：应用授权令牌不对或已过期",
  "20001",
  "aop.invalid-auth-token",
  "aop.invalid-app-auth-token",
  "aop.auth-token-time-out",
);
add("fix_setup", "内容加密的密钥与支付宝后台不一致", "isv.invalid-encrypt", "isv.decryption-error-unknown", "isv.invalid-encrypt-type");
add("fix_setup", "服务器时间或字符集不对", "isv.invalid-timestamp", "isv.invalid-charset");
add(
  "give_up",
  "请求参数不合要求",
  "40001",
  "40002",
  "isv.invalid-parameter",
  "isv.missing-method",
  "isv.invalid-method",
  "INVALID_PARAMETER",
);

// Payment, query, close (docs/wire/alipay-openapi.md §1.1 to §1.3).
add("query", "交易尚未创建：买家还没有登录或输入密码", "TRADE_NOT_EXIST");
add("query", "交易已支付", "TRADE_HAS_SUCCESS");
add("query", "交易的状态不允许这样做", "TRADE_STATUS_ERROR", "REASON_TRADE_STATUS_INVALID", "REASON_ILLEGAL_STATUS");
add("new_attempt", "交易已关闭", "TRADE_HAS_CLOSE");
add("new_attempt", "同一单号的金额或标题与之前不同", "CONTEXT_INCONSISTENT");
add("give_up", "金额超过限额，或商品名称含有不允许的词", "TOTAL_FEE_EXCEED", "EXIST_FORBIDDEN_WORD");
add(
  "buyer_account",
  "买家的账户不能这样做",
  "BUYER_BALANCE_NOT_ENOUGH",
  "BUYER_ENABLE_STATUS_FORBID",
  "BUYER_SELLER_EQUAL",
  "BUYER_NOT_EXIST",
  "BUYER_ERROR",
);

// Refunds (docs/wire/alipay-openapi.md §1.5).
add("fix_setup", "商户余额不足，充值后用同一退款单号重试", "SELLER_BALANCE_NOT_ENOUGH");
add("query", "退款金额超过可退金额", "REASON_TRADE_REFUND_FEE_ERR", "REFUND_FEE_ERROR", "REFUND_AMT_NOT_EQUAL_TOTAL");
add("query", "同一退款单号的金额与之前不同", "DISCORDANT_REPEAT_REQUEST");
add("give_up", "交易已超过可退款期限，请用其他方式退给买家", "TRADE_HAS_FINISHED");
add("give_up", "交易被风控冻结，请联系支付宝", "REASON_TRADE_BEEN_FREEZEN");
add(
  "give_up",
  "这笔交易不允许退款，或不允许部分退款",
  "TRADE_NOT_ALLOW_REFUND",
  "NOT_ALLOW_PARTIAL_REFUND",
  "ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND",
);
add(
  "give_up",
  "买家或收款账户无法入账",
  "USER_NOT_MATCH_ERR",
  "REFUND_ACCOUNT_NOT_EXIST",
  "CUSTOMER_VALIDATE_ERROR",
  "CURRENCY_NOT_SUPPORT",
);
add(
  "give_up",
  "分账或企业支付的限制",
  "ALLOC_AMOUNT_VALIDATE_ERROR",
  "TRADE_SETTLE_ERROR",
  "ENTERPRISE_PAY_BIZ_ERROR",
  "REFUNDALLOC_UNAUTH_LIMIT",
);
add("give_up", "分账收款方或退款费用有误", "REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST", "REFUND_CHARGE_ERROR");

/**
 * Business codes come as `ACQ.X`, sometimes as `X` or `aop.ACQ.X`. An undocumented code leaves the outcome unknown, except
 * for the three families with which the gateway says that the request itself is wrong, so that nothing was done
 * (docs/wire/alipay-openapi.md §0).
 */
export function explainApiError(code: string): ApiError {
  const name = code.replace(/^(aop\.)?ACQ\./, "");
  if (name.startsWith("OVERDRAFT_")) return { action: "give_up", meaning: "透支额度的限制" };
  if (!TABLE.has(name) && /^isv\.(missing|invalid|insufficient)-/.test(name))
    return { action: "fix_setup", meaning: "请求被网关拒绝：参数、权限或配置不对" };
  return TABLE.get(name) ?? { action: "same_again", meaning: "文档中没有的错误码，结果未知" };
}

/** "ACQ.X 意思（支付宝原话）", for the owner's log. */
export function describeFailure(failure: { code: string; detail: string }): string {
  return `${failure.code} ${explainApiError(failure.code).meaning}（${failure.detail}）`;
}

/** True unless the answer names another trade or refund than the request did. */
export function isAbout(fields: ApiFields, asked: Record<string, string>): boolean {
  return Object.entries(asked).every(([name, value]) => (fieldText(fields, name) || value) === value);
}
