/** Only the back office refuses anybody (app/admin). Next's own page would be in every page of the shop, to be read by nobody. */
export default function Forbidden() {
  return null;
}
