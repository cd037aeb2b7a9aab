import type { OrderView } from "./order";

const HIDDEN = "****";

/** From then on who only has the link sees less: this, and no pictures of the goods (`findVisibleId`, isPrivate). */
export function isOver({ status }: Pick<OrderView, "status">): boolean {
  return status === "COMPLETED" || status === "CLOSED";
}

/**
 * An order that is over, as somebody sees it who only has its link: without the receiver's phone number, address, and what the two sides wrote. Links
 * are forwarded and lie in histories for years, and nothing is left to be done for which these would be needed.
 */
export function maskReceiver(view: OrderView): OrderView {
  if (!isOver(view)) return view;
  const { address } = view;
  const [first = ""] = address.name;
  const phone = `${address.phone.slice(0, 3)}${HIDDEN}${address.phone.slice(-4)}`;
  const changes = view.changes.map((change) => ({ ...change, reason: "" }));
  return { ...view, note: "", changes, address: { ...address, name: first + HIDDEN, phone, detail: HIDDEN } };
}
