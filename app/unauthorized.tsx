/** Nothing asks for it; as app/forbidden.tsx. */
export default function Unauthorized() {
  return null;
}
