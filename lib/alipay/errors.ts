/** What the shop may show a shopper: try again · this shop cannot take payments now · this order cannot be paid. */
export type ShopperClass = "try_again" | "shop_setup" | "this_order";

export type ErrorExplanation = { name: string; meaning: string; shopper: ShopperClass };

const table = new Map<string, ErrorExplanation>();

function add(shopper: ShopperClass, code: string, name: string, meaning: string): void {
  table.set(code, { name, meaning, shopper });
}

// The token gateway's numbers (docs/wire/alipay-wap.md §5).
add("try_again", "0000", "SYSTEM_EXCEPTION", "Alipay had a fault of its own; whether the request was taken is not known");
add("shop_setup", "0001", "COMMON_PARAMS_ILLEGAL", "a parameter of the protocol itself is missing");
add("shop_setup", "0002", "SIGN_ILLEGAL", "the signature does not verify: wrong key, or the key of another contract");
add("shop_setup", "0003", "SERVICE_NOT_EXIST", "the service is not known under this name");
add("this_order", "0004", "REQ_DATA_ILLEGAL", "req_data is not the XML that was expected");
add("shop_setup", "0005", "PARTNER_ILLEGAL", "the contract does not include mobile web payment");
add("shop_setup", "0006", "SEC_ID_NOT_EXIST", "sec_id is neither MD5 nor 0001");
add("this_order", "0007", "BIZ_PARAMS_ILLEGAL", "a value inside req_data is missing or not allowed");

// Names that come without a number, from either gateway.
add("this_order", "BIZ_PARAMS_TOO_LONG", "BIZ_PARAMS_TOO_LONG", "a value inside req_data is too long");
add("shop_setup", "SELLER_ACCOUNT_NOT_MATCH", "SELLER_ACCOUNT_NOT_MATCH", "the seller's account does not belong to the contract");
add("try_again", "SYSTEM_ERROR", "SYSTEM_ERROR", "Alipay had a fault of its own");
add("shop_setup", "ILLEGAL_SIGN", "ILLEGAL_SIGN", "the signature does not verify");
add("shop_setup", "ILLEGAL_SIGN_TYPE", "ILLEGAL_SIGN_TYPE", "sign_type is not what the contract uses");
add("shop_setup", "ILLEGAL_SERVICE", "ILLEGAL_SERVICE", "the service is not known under this name");
add("shop_setup", "ILLEGAL_PARTNER", "ILLEGAL_PARTNER", "the partner number is not known");
add("shop_setup", "ILLEGAL_PARTNER_EXTERFACE", "ILLEGAL_PARTNER_EXTERFACE", "the contract does not include this service");
add("shop_setup", "ILLEGAL_ARGUMENT", "ILLEGAL_ARGUMENT", "a parameter is missing or not allowed");
add("shop_setup", "ILLEGAL_CHARSET", "ILLEGAL_CHARSET", "_input_charset is not one that Alipay reads");
add("shop_setup", "ILLEGAL_ENCODING", "ILLEGAL_ENCODING", "the text is not in the charset that was named");
add("shop_setup", "HAS_NO_PRIVILEGE", "HAS_NO_PRIVILEGE", "the contract does not allow this");
add("shop_setup", "SELLER_NOT_EXIST", "SELLER_NOT_EXIST", "the seller's account is not known");
add("this_order", "BUYER_SELLER_EQUAL", "BUYER_SELLER_EQUAL", "buyer and seller are the same account");
add("this_order", "TOTAL_FEE_LESSEQUAL_ZERO", "TOTAL_FEE_LESSEQUAL_ZERO", "the amount is not above zero");
add("this_order", "TRADE_BUYER_NOT_MATCH", "TRADE_BUYER_NOT_MATCH", "another buyer has begun this trade");
add("this_order", "TRADE_TOTALFEE_NOT_MATCH", "TRADE_TOTALFEE_NOT_MATCH", "the trade exists with another amount");
add("this_order", "TRADE_NOT_ALLOWED_PAY", "TRADE_NOT_ALLOWED_PAY", "the trade can no longer be paid");
add("this_order", "SUBJECT_HAS_FORBIDDENWORD", "SUBJECT_HAS_FORBIDDENWORD", "the goods' name has a word that Alipay does not allow");
add("this_order", "TRADE_NOT_EXIST", "TRADE_NOT_EXIST", "there is no such trade yet");
add("this_order", "TRADE_STATUS_NOT_AVAILD", "TRADE_STATUS_NOT_AVAILD", "the trade's status does not allow this; the spelling is Alipay's");

/** What a code of either gateway means, for the owner's log, and what a shopper may see of it. */
export function explainError(code: string): ErrorExplanation {
  return table.get(code) ?? { name: code, meaning: "a code that is not in the documents", shopper: "try_again" };
}
