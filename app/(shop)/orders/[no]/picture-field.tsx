"use client";

import type { ChangeEvent } from "react";

/** Chooses a photograph, which the browser makes smaller before it is sent, where it can; how is loaded when one was chosen. */
export function PictureField({ id, name, describedBy }: { id: string; name: string; describedBy: string }) {
  const shrink = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void import("./shrink-chosen").then(({ shrinkChosen }) => shrinkChosen(currentTarget)).catch(() => {}); // no network: it goes as it is
  };
  return (
    <input
      id={id}
      type="file"
      name={name}
      accept="image/*"
      required
      aria-describedby={describedBy}
      onChange={shrink}
      className="min-h-11 min-w-0 flex-1 py-2 text-sm"
    />
  );
}
