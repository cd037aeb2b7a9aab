"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { CloseIcon } from "./close-icon";
import { useWords } from "./script-words";

type BottomSheetProps = { open: boolean; onClose: () => void; title: string; children: ReactNode };

/**
 * A <dialog> that rises from the bottom edge: the browser keeps the focus inside and gives it back, Escape and a tap
 * beside it close it. Without JavaScript it is open, as a part of the page (public/no-script.css), so its content must work there too.
 */
export function BottomSheet({ open, onClose, title, children }: BottomSheetProps) {
  const { close } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const sheet = dialog.current;
    if (!sheet) return;
    if ("showModal" in sheet) {
      if (open) sheet.showModal();
      else sheet.close();
    } else showPlainly(sheet, open);
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself; this is the tap beside it.
    <dialog
      ref={dialog}
      data-sheet=""
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="sheet mx-auto mt-auto mb-0 w-full max-w-column rounded-t-card bg-card text-ink"
    >
      <div className="relative max-h-[85dvh] overflow-y-auto overscroll-contain p-4 pb-[calc(1rem+env(safe-area-inset-bottom))]">
        <button
          type="button"
          onClick={onClose}
          aria-label={close}
          data-needs-script=""
          className="absolute top-1 right-1 grid size-12 place-items-center text-ink-2"
        >
          <CloseIcon className="size-5" />
        </button>
        {children}
      </div>
    </dialog>
  );
}

/** Safari before 15.4 has no <dialog>: globals.css makes the same element a box at the bottom edge. */
function showPlainly(sheet: HTMLElement, open: boolean): void {
  sheet.dataset.plain = "";
  sheet.toggleAttribute("open", open);
}
