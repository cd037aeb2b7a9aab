import type { ReactNode } from "react";

/**
 * The bar of actions at the bottom of a page, above the home indicator of a phone. Its placeholder keeps the end of the page
 * from being hidden under it. `aboveTabBar` on pages that have the tab bar too.
 */
export function ActionBar({
  children,
  aboveTabBar = false,
  className = "",
}: {
  children: ReactNode;
  aboveTabBar?: boolean;
  className?: string;
}) {
  const place = aboveTabBar ? "bottom-tabbar" : "bottom-0 pb-safe";
  return (
    <>
      <div data-room="" className={aboveTabBar ? "h-15" : "h-[calc(3.75rem+env(safe-area-inset-bottom))]"} aria-hidden="true" />
      <div className={`fixed inset-x-0 z-30 mx-auto max-w-column border-line border-t bg-card ${place}`}>
        <div className={`flex h-15 items-center gap-3 px-4 ${className}`}>{children}</div>
      </div>
    </>
  );
}
