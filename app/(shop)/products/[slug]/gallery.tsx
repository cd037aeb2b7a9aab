"use client";

import { type MouseEvent, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/icon";
import { ProductImage } from "@/components/product-image";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { productText as text } from "./text";

/**
 * Pictures side by side, one per screen, scrolled by the browser with a finger, a wheel or the arrow keys. A tap shows them on the
 * whole screen, where two fingers zoom as everywhere; the picture is a link to itself, for browsers without our script or without
 * <dialog>.
 */
export function Gallery({ title, images }: { title: string; images: string[] }) {
  const names = images.length > 0 ? images : [""];
  const [zoomed, setZoomed] = useState<number | null>(null);
  const open = (event: MouseEvent, index: number) => {
    if (!("HTMLDialogElement" in window) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    setZoomed(index);
  };
  const alt = (index: number) => (names.length > 1 ? text.picture(title, index + 1, names.length) : title);
  return (
    <>
      <section
        aria-label={text.pictures}
        className="flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none]"
      >
        {names.map((name, index) => (
          <div key={name} className="relative w-full shrink-0 snap-center">
            {name === "" ? (
              <ProductImage name="" alt={title} className="w-full" />
            ) : (
              <a
                href={pictureUrl(name, 720)}
                onClick={(event) => open(event, index)}
                className="block cursor-zoom-in focus-visible:-outline-offset-2"
              >
                <ProductImage
                  name={name}
                  alt={alt(index)}
                  sizes="(min-width: 30rem) 30rem, 100vw"
                  isFirst={index === 0}
                  className="w-full"
                />
              </a>
            )}
            {names.length > 1 && <Count index={index} count={names.length} />}
          </div>
        ))}
      </section>
      {zoomed !== null && <Zoom names={names} first={zoomed} alt={alt} onClose={() => setZoomed(null)} />}
    </>
  );
}

function Count({ index, count }: { index: number; count: number }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute right-4 bottom-4 rounded-full bg-ink/55 px-2.5 py-0.5 text-white text-xs tabular-nums"
    >
      {index + 1} / {count}
    </span>
  );
}

type ZoomProps = { names: string[]; first: number; alt: (index: number) => string; onClose: () => void };

/** The whole screen. Escape, a tap on a picture and the phone's back button close it; the browser gives the focus back. */
function Zoom({ names, first, alt, onClose }: ZoomProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const closed = useRef(onClose);
  useEffect(() => {
    const { current: element } = dialog;
    if (!element) return;
    const close = () => element.close();
    // One entry of the history more, for the back button.
    history.pushState(null, "");
    addEventListener("popstate", close);
    element.showModal();
    element.firstElementChild?.children[first]?.scrollIntoView();
    return () => removeEventListener("popstate", close);
  }, [first]);
  const leave = () => history.back();
  return (
    <dialog
      ref={dialog}
      aria-label={text.zoom}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClose={() => closed.current()}
      className="m-0 h-full max-h-none w-full max-w-none overflow-hidden bg-black p-0"
    >
      <section
        aria-label={text.pictures}
        // What scrolls must be reachable with the keyboard.
        tabIndex={names.length > 1 ? 0 : undefined}
        className="flex h-full snap-x snap-mandatory overflow-x-auto focus-visible:-outline-offset-2 [scrollbar-width:none]"
      >
        {names.map((name, index) => (
          <div key={name} className="relative grid w-full shrink-0 snap-center place-items-center">
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button beside it, and Escape, close it by the keyboard. */}
            {/* biome-ignore lint/performance/noImgElement: the sizes are made beforehand. */}
            <img src={pictureUrl(name, 720)} alt={alt(index)} onClick={leave} className="max-h-full w-full object-contain" />
            {names.length > 1 && <Count index={index} count={names.length} />}
          </div>
        ))}
      </section>
      <button
        type="button"
        onClick={leave}
        aria-label={text.closeZoom}
        className="absolute top-[env(safe-area-inset-top)] right-0 grid size-12 place-items-center text-white"
      >
        <Icon name="close" />
      </button>
    </dialog>
  );
}
