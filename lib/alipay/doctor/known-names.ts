import type { MessageKind } from "./finding";

const words = (text: string) => text.split(" ");

/** Parameters that Alipay's documents name for a message (docs/wire): what else a message holds was more likely added on its way. */
const CALLBACK = words(
  "notify_time notify_type notify_id app_id auth_app_id charset version sign_type sign trade_no out_trade_no out_biz_no buyer_id buyer_logon_id buyer_user_id buyer_open_id open_id merchant_open_id seller_id seller_email trade_status total_amount receipt_amount invoice_amount buyer_pay_amount point_amount refund_fee refund_fee_currency send_back_fee subject body gmt_create gmt_payment gmt_refund gmt_close fund_bill_list passback_params voucher_detail_list discount_amount mdiscount_amount discount_goods_detail charge_amount charge_flags settlement_id alipay_cert_sn method timestamp biz_settle_mode credit_pay_mode credit_biz_order_id hb_fq_pay_info enterprise_pay_info async_payment_mode advance_amount auth_trade_pay_mode store_id terminal_id",
);
const REQUEST = words(
  "app_id method format return_url charset sign_type sign timestamp version notify_url app_auth_token auth_token biz_content app_cert_sn alipay_root_cert_sn encrypt_type alipay_sdk terminal_type terminal_info prod_code target_app_id",
);
const OLD = words(
  "service req_data partner req_id format v sec_id sign sign_type notify_data res_data res_error out_trade_no request_token result trade_no _input_charset notify_id notify_type notify_time batch_no success_num result_details unfreezed_deta seller_email seller_user_id refund_date batch_num detail_data notify_url return_url out_order_no trade_role",
);

/** Values that a parameter that is missing nearly always had. `""`: sent empty and dropped by whoever drops those. */
const CALLBACK_VALUES: [string, string][] = [
  ["charset", "utf-8"],
  ["charset", "UTF-8"],
  ["version", "1.0"],
  ["notify_type", "trade_status_sync"],
  ["method", "alipay.trade.wap.pay.return"],
  ["method", "alipay.trade.page.pay.return"],
  ["trade_status", "TRADE_SUCCESS"],
  ["trade_status", "TRADE_FINISHED"],
  ["trade_status", "TRADE_CLOSED"],
  ["refund_fee", "0.00"],
  ["point_amount", "0.00"],
  ["send_back_fee", "0.00"],
  ...words("body passback_params refund_fee out_biz_no gmt_refund gmt_close buyer_open_id fund_bill_list voucher_detail_list").map(
    (name): [string, string] => [name, ""],
  ),
];
const REQUEST_VALUES: [string, string][] = [
  ["format", "JSON"],
  ["format", "json"],
  ["charset", "utf-8"],
  ["charset", "UTF-8"],
  ["version", "1.0"],
  ["biz_content", "{}"],
];
const OLD_VALUES: [string, string][] = [
  ["request_token", "requestToken"],
  ["result", "success"],
  ["format", "xml"],
  ["v", "2.0"],
  ["v", "1.0"],
  ["_input_charset", "utf-8"],
  ["_input_charset", "UTF-8"],
  ["service", "alipay.wap.trade.create.direct"],
];

/** Names that belong into a message of this kind. */
export function knownNames(kind: MessageKind): readonly string[] {
  if (kind === "openapi.request") return REQUEST;
  return kind.startsWith("openapi") ? CALLBACK : OLD;
}

/** Parameters that a message of this kind may have lost, with the values that they must then have had. */
export function likelyValues(kind: MessageKind, params: ReadonlyMap<string, string>, configured: Configured): [string, string][] {
  const identity = Object.entries(configured).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const constants = kind === "openapi.request" ? REQUEST_VALUES : kind.startsWith("openapi") ? CALLBACK_VALUES : OLD_VALUES;
  const total = params.get("total_amount");
  const app = params.get("app_id") ?? params.get("auth_app_id");
  const copies: [string, string][] = [
    ...(app
      ? ([
          ["app_id", app],
          ["auth_app_id", app],
        ] satisfies [string, string][])
      : []),
    ...(total ? words("receipt_amount buyer_pay_amount invoice_amount").map((name): [string, string] => [name, total]) : []),
  ];
  const known = knownNames(kind);
  return [...constants, ...identity, ...(kind === "openapi.request" ? [] : copies)].filter(
    ([name]) => !params.has(name) && known.includes(name),
  );
}

/** Who the shop is, by the names that messages have for it. */
export type Configured = { app_id?: string; auth_app_id?: string; seller_id?: string; partner?: string; seller_email?: string };

/** What a message of this kind always holds; a signature over them cannot verify without. */
export function alwaysThere(kind: MessageKind): readonly string[] {
  if (kind === "openapi.notify")
    return words("notify_time notify_type notify_id app_id charset version trade_no out_trade_no trade_status total_amount seller_id");
  if (kind === "openapi.return")
    return words("charset out_trade_no method total_amount trade_no auth_app_id version app_id seller_id timestamp");
  if (kind === "openapi.request") return words("app_id method charset sign_type timestamp version");
  if (kind === "wap.return") return words("out_trade_no request_token result trade_no");
  return [];
}
