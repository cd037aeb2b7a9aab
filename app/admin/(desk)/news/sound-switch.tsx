"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/button";
import { isSoundOn, onSoundChange, setSound } from "./chime";
import { text } from "./text";

/** Turns the sound of new orders on and off, on this device. */
export function SoundSwitch() {
  const isOn = useSyncExternalStore(onSoundChange, isSoundOn, () => false);
  return (
    <div className="flex flex-wrap items-center gap-3" data-needs-script>
      <Button type="button" kind="outline" onClick={() => setSound(!isOn)}>
        {isOn ? text.on : text.off}
      </Button>
      <p className="min-w-0 flex-1 basis-60 text-ink-2 text-sm">{isOn ? text.isOn : text.isOff}</p>
    </div>
  );
}
