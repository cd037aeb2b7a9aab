import type { ReactNode } from "react";
import { InsideMark } from "../parts/fresh-document";

/** The frame of pages that are printed: none, so that nothing of the back office is on the paper. */
export default function PrintLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <InsideMark />
      {children}
    </>
  );
}
