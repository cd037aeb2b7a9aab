import type { ReactNode } from "react";
import { Trail } from "@/components/trail";

/** The phone's column: the whole width of a phone, a sheet of paper in the middle of anything wider. */
export default function ShopLayout({ children }: { children: ReactNode }) {
  return (
    <div data-column="" className="mx-auto flex min-h-dvh max-w-column flex-col bg-paper sm:shadow-[0_0_0_1px_var(--color-line)]">
      {children}
      <Trail />
    </div>
  );
}
