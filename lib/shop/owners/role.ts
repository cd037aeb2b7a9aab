/** The noun: what whoever works in the back office may do. Pure. The one table, with its reasons, is docs/decisions/0034-staff.md. */

/** 店主 · 店员 · 只读. */
export const ROLES = ["OWNER", "CLERK", "READER"] as const;
export type Role = (typeof ROLES)[number];

const ALL = ROLES;
const OWNER = ["OWNER"] as const;
const AT_THE_PARCELS = ["OWNER", "CLERK"] as const;
const AT_THE_FIGURES = ["OWNER", "READER"] as const;

/** Everything that a page, an action or a route of the back office may ask for, and who has it. What is not named is nobody's. */
export const CAPABILITIES = {
  /** One's own password, second factors and sessions. */
  account: ALL,
  /** Orders, their buyers and parcels, without a sum. */
  "orders.read": ALL,
  /** Parcels, packing slips, files of tracking numbers. */
  "orders.ship": AT_THE_PARCELS,
  /** The note on an order that no buyer reads. */
  "orders.note": AT_THE_PARCELS,
  /** Files with names and addresses. */
  "orders.export": AT_THE_PARCELS,
  /** Unpaid orders are given up. */
  "orders.close": OWNER,
  /** What an unpaid order costs, and where it goes. */
  "orders.change": OWNER,
  /** Every sum: of orders, payments, refunds, books, reports, discrepancies, customers. */
  "money.read": AT_THE_FIGURES,
  "money.refund": OWNER,
  /** Says what is true about money: asks Alipay, takes a proof, resolves a discrepancy. */
  "money.settle": OWNER,
  /** What is for sale and how much of it is left. Prices are in the shop for everybody. */
  "goods.read": ALL,
  "goods.write": OWNER,
  promotions: OWNER,
  /** The shop itself: its name, freight, opening. */
  settings: OWNER,
  /** Where alerts go to, which opens other people's groups. */
  alerts: OWNER,
  /** Alipay's contract and messages, and how the program does. */
  contract: OWNER,
  /** Buyers' data is handed out or erased. */
  privacy: OWNER,
  staff: OWNER,
  audit: OWNER,
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof CAPABILITIES;

export function may({ role }: { role: Role }, capability: Capability): boolean {
  return (CAPABILITIES[capability] as readonly Role[]).includes(role);
}
