"use client";

import { type ComponentType, type MouseEvent, type ReactNode, useState } from "react";
import type { ZoomProps } from "./zoom";

type ZoomOnTapProps = Omit<ZoomProps, "first" | "onClose"> & { children: ReactNode };
const load = () => import("./zoom");

/**
 * The row of pictures, of which a tap shows one on the whole screen, where two fingers zoom as everywhere. What does that is loaded with the
 * first touch; where it does not come, the tap opens the picture itself, which the browser has.
 */
export function ZoomOnTap({ children, ...pictures }: ZoomOnTapProps) {
  const [zoom, setZoom] = useState<{ Zoom: ComponentType<ZoomProps>; first: number } | null>(null);
  const open = async (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || !("HTMLDialogElement" in window) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const first = Array.from(event.currentTarget.querySelectorAll("a")).indexOf(link);
    try {
      const { Zoom } = await load();
      setZoom({ Zoom, first });
    } catch {
      location.assign(link.href);
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links in it are used by the keyboard, and each use is such a click. */}
      <section
        aria-label={pictures.label}
        onPointerDown={() => void load().catch(() => {})}
        onClick={(event) => void open(event)}
        className="flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none]"
      >
        {children}
      </section>
      {zoom && <zoom.Zoom {...pictures} first={zoom.first} onClose={() => setZoom(null)} />}
    </>
  );
}
