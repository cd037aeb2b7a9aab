/** The tabs of the owner's list of orders, in the order in which they stand. */
export const ORDER_TABS = ["all", "pending", "paid", "shipped", "completed", "closed", "refund", "trouble"] as const;
export type OrderTab = (typeof ORDER_TABS)[number];

export function isOrderTab(text: unknown): text is OrderTab {
  return ORDER_TABS.some((tab) => tab === text);
}
