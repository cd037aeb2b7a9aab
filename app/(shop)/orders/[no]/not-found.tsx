import { OrderElsewhere } from "../order-elsewhere";
import { ordersText as text } from "../text";

/** The same for a stranger's order and for none; a buyer in another browser is led to the ways that open the order there. */
export default function OrderNotFound() {
  return <OrderElsewhere title={text.notHere.title} hint={text.notHere.hint} first="lookup" />;
}
