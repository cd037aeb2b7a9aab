/** Names an order in a form. */
export function OrderRef({ no }: { no: string }) {
  return <input type="hidden" name="no" value={no} />;
}
