import { type ComponentType, useEffect, useState } from "react";
import type { AreaSheetProps } from "./area-sheet";

const load = () => import("./area-sheet");
/** A picker that is not there by then is not waited for, in ms. */
const PATIENCE_MS = 8_000;

/**
 * The picker of areas, whose script comes with the first touch of the page. `isTyped`: it did not come, so the area is typed, as it is
 * without JavaScript.
 */
export function useAreaSheet() {
  const [Sheet, setSheet] = useState<ComponentType<AreaSheetProps> | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isTyped, setTyped] = useState(false);
  useEffect(() => {
    const bring = () => void load().catch(() => {});
    document.addEventListener("pointerdown", bring, { once: true });
    return () => document.removeEventListener("pointerdown", bring);
  }, []);
  const open = async () => {
    setOpen(true);
    const type = () => {
      setTyped(true);
      setOpen(false);
    };
    const late = setTimeout(type, PATIENCE_MS);
    try {
      const { AreaSheet } = await load();
      setSheet(() => AreaSheet);
    } catch {
      type();
    } finally {
      clearTimeout(late);
    }
  };
  return { Sheet, isOpen, isTyped, isComing: isOpen && !Sheet, open: () => void open(), close: () => setOpen(false) };
}
