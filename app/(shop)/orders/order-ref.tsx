/** Names an order in a form: its number and, for a visitor who came by the unguessable link, the link's token. */
export function OrderRef({ no, token }: { no: string; token?: string | undefined }) {
  return (
    <>
      <input type="hidden" name="no" value={no} />
      <input type="hidden" name="t" value={token ?? ""} />
    </>
  );
}
