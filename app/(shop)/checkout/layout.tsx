import type { ReactNode } from "react";
import { requireOpen } from "../require-open";

export default async function CheckoutLayout({ children }: { children: ReactNode }) {
  await requireOpen();
  return children;
}
