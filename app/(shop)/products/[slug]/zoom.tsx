import { useEffect, useRef } from "react";
import { CloseIcon } from "@/components/close-icon";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { PictureCount } from "./picture-count";
import type { ZoomWords } from "./text";

export type ZoomProps = {
  words: ZoomWords;
  names: string[];
  alts: string[];
  label: string;
  /** Which of them is seen first. */
  first: number;
  onClose: () => void;
};

/** The whole screen. Escape, a tap on a picture and the phone's back button close it; the browser gives the focus back. */
export function Zoom({ words, names, alts, label, first, onClose }: ZoomProps) {
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
      aria-label={words.zoom}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClose={() => closed.current()}
      className="m-0 h-full max-h-none w-full max-w-none overflow-hidden bg-black p-0"
    >
      <section
        aria-label={label}
        // What scrolls must be reachable with the keyboard.
        tabIndex={names.length > 1 ? 0 : undefined}
        className="flex h-full snap-x snap-mandatory overflow-x-auto focus-visible:-outline-offset-2 [scrollbar-width:none]"
      >
        {names.map((name, index) => (
          <div key={name} className="relative grid w-full shrink-0 snap-center place-items-center">
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button beside it, and Escape, close it by the keyboard. */}
            {/* biome-ignore lint/performance/noImgElement: the sizes are made beforehand. */}
            <img src={pictureUrl(name, 720)} alt={alts[index]} onClick={leave} className="max-h-full w-full object-contain" />
            {names.length > 1 && <PictureCount index={index} count={names.length} />}
          </div>
        ))}
      </section>
      <button
        type="button"
        onClick={leave}
        aria-label={words.close}
        className="absolute top-[env(safe-area-inset-top)] right-0 grid size-12 place-items-center text-white"
      >
        <CloseIcon />
      </button>
    </dialog>
  );
}
