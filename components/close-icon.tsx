import { LineIcon } from "./line-icon";

export const CLOSE = "m6 6 12 12M18 6 6 18";

/** ✕, of what lies above a page. */
export function CloseIcon({ className }: { className?: string }) {
  return <LineIcon path={CLOSE} className={className} />;
}
