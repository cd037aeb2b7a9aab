import type { ReactNode } from "react";
import { requireOpen } from "../require-open";

export default async function SearchLayout({ children }: { children: ReactNode }) {
  await requireOpen();
  return children;
}
