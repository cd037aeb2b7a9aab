/** The noun: one line of the audit trail. Pure. */

/** Everything that the trail tells of, in the groups by which the owner's page filters. */
export const AUDIT_KINDS = {
  access: [
    "owner_created",
    "login", // { how, newDevice }
    "login_failed", // a wrong password; the login is named when it is somebody's
    "second_step_failed", // the password was right
    "more_failed", // more of the two in this hour than are written down one by one
    "confirm_failed", // a logged-in browser did not know the password
    "logout",
    "password_changed",
    "password_reset", // on the machine
    "sessions_ended", // { sessions }
    "device_acknowledged",
    "device_refused", // { sessions }
    "totp_set",
    "totp_removed",
    "passkey_added",
    "passkey_removed",
    "recovery_codes_made",
    "member_invited", // { role }; the name is the subject's
    "invitation_revoked",
    "member_joined", // by their link: { role }
    "member_role_changed",
    "member_removed", // { role, endedSessions }
    "member_access_reset", // { endedSessions }
    "member_sessions_ended", // { sessions }
  ],
  shop: [
    "profile_changed",
    "synonyms_changed",
    "freight_template_added", // { rules }: all that it says, as a text of JSON
    "freight_template_changed",
    "freight_template_deleted",
    "freight_free_changed", // { freeFromFen, freeExcept }
    "promotion_added", // { promotion }: all that it says, as a text of JSON
    "promotion_changed",
    "promotion_stopped",
    "shop_opened",
    "preview_renewed",
    "shop_paused", // { shopNote }
    "shop_resumed",
    "contract_checked", // { isGood }
    "demo_goods_added", // { products }
    "demo_goods_removed", // { products }
    "alert_channel_added", // { channel, target, events }; what opens it is nowhere in the trail
    "alert_channel_changed",
    "alert_channel_deleted",
    "alert_resent",
    "word_channel_added", // by which buyers are told: { channel, target, events }
    "word_channel_changed",
    "word_channel_deleted",
    "low_stock_set",
    "receive_days_set", // { receiveDays }
  ],
  goods: [
    "product_created",
    "product_changed",
    "product_on_sale", // or off
    "pictures_changed",
    "options_changed", // { options }
    "recommended_changed", // 店主推荐: { isRecommended }, or a position
    "variant_added",
    "variant_changed", // prices among it
    "stock_adjusted", // { stock }
    "goods_imported", // { products }: a file of goods was confirmed
    "category_added",
    "category_changed",
    "category_deleted",
  ],
  orders: [
    "order_shipped",
    "parcel_corrected",
    "parcel_added",
    "parcel_taken_back",
    "rest_not_sent", // { pieces }
    "order_noted", // the owner's own note: { hasNote }; what it says is nowhere in the trail
    "order_changed", // what an unpaid order costs, or where it goes: { totalFen, goodsFen, shippingFen, movesOrder }
    "order_change_withdrawn",
    "close_asked", // the owner wants an unpaid order closed
    "buyer_data_exported", // { orders }: how many orders were handed out
    "buyer_data_erased",
    "orders_exported", // { orders, file, fromDay, toDay }: a file with names and addresses left the shop
    "shipments_confirmed", // { orders }: a file of tracking numbers was confirmed
    "slips_printed", // { orders }
    "slips_unprinted",
    "close_unanswered", // and does not wait for Alipay's answer: { note }
  ],
  money: [
    "refund_started", // by the owner: { amountFen, status }
    "refund_accepted", // a buyer's request
    "refund_retried",
    "refund_declined",
    "refund_given_up",
    "refund_proven_done", // the owner has seen at Alipay that it was made: { note }
    "refund_proven_undone", // or that it was not: { note }
    "payment_proven", // the owner took an order's money as received: { amountFen, tradeNo, note }
    "discrepancy_resolved", // { discrepancy, resolution }, and { money } where the owner decided about it
  ],
} as const;

export type AuditGroup = keyof typeof AUDIT_KINDS;
export type AuditKind = (typeof AUDIT_KINDS)[AuditGroup][number];

/** What changed, by name; never a password, a token or a key. */
export type AuditValues = Record<string, string | number | boolean | null | readonly string[]>;

export type AuditInput = {
  kind: AuditKind;
  /** The number of what it was done to: an order's, a product's, a session's. */
  subject?: string | number | bigint;
  /** Its name as it is now. */
  name?: string;
  before?: AuditValues;
  after?: AuditValues;
};
