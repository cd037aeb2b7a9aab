"use client";

import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/button";
import { text } from "./text";

/** What parcels' labels carry; a QR code leads elsewhere. */
const FORMATS = ["code_128", "code_39", "code_93", "ean_13", "itf"];
/** Between two looks at the camera's picture, in ms. */
const EVERY_MS = 150;

type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> };
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats: () => Promise<string[]>;
};

function detectorClass(): DetectorClass | undefined {
  return (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}
const canScan = () => detectorClass() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;
const neverChanges = () => () => {};

/** Reads a label's bar code with the camera into the form's number. Absent where the browser knows no bar codes, and without JavaScript. */
export function ScanButton({ form }: { form: RefObject<HTMLElement | null> }) {
  const isAble = useSyncExternalStore(neverChanges, canScan, () => false);
  const [state, setState] = useState<"idle" | "scanning" | "refused">("idle");
  if (!isAble) return null;
  const take = (typed: string) => {
    setState("idle");
    const field = form.current?.querySelector<HTMLInputElement>("input[name=trackingNo]");
    if (!field) return;
    field.value = typed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  return (
    <div className="mt-2">
      {state === "scanning" ? <Camera onRead={take} onRefused={() => setState("refused")} /> : null}
      <Button kind="outline" onClick={() => setState(state === "scanning" ? "idle" : "scanning")}>
        {state === "scanning" ? text.scanStop : text.scan}
      </Button>
      <p role="status" className="mt-1 text-brand-deep text-sm empty:hidden">
        {state === "refused" && text.scanRefused}
      </p>
    </div>
  );
}

type CameraProps = { onRead: (typed: string) => void; onRefused: () => void };

/** The camera's picture until a number was read; its light goes out with it. */
function Camera({ onRead, onRefused }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onRead, onRefused });
  useEffect(() => {
    told.current = { onRead, onRefused };
  });
  useEffect(
    () =>
      watch(
        video.current,
        (typed) => told.current.onRead(typed),
        () => told.current.onRefused(),
      ),
    [],
  );
  return (
    <figure className="mb-2 overflow-hidden rounded-xl bg-ink">
      <video ref={video} muted playsInline className="max-h-60 w-full object-cover" />
      <figcaption className="px-3 py-2 text-card text-sm">{text.scanning}</figcaption>
    </figure>
  );
}

/** @returns what ends it, whatever it is at by then */
function watch(video: HTMLVideoElement | null, onRead: (typed: string) => void, onRefused: () => void): () => void {
  const Detector = detectorClass();
  let isOver = false;
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    isOver = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const begin = async () => {
    if (!video || !Detector) return;
    const known = await Detector.getSupportedFormats();
    const detector = new Detector({ formats: FORMATS.filter((format) => known.includes(format)) }); // throws for none
    if (isOver) return;
    const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    stream = opened;
    if (isOver) return end();
    video.srcObject = opened;
    await video.play();
    const look = async () => {
      const [code] = await detector.detect(video).catch(() => []);
      if (isOver) return;
      if (code) {
        end();
        onRead(code.rawValue);
      } else timer = setTimeout(look, EVERY_MS);
    };
    await look();
  };
  begin().catch(() => {
    if (isOver) return;
    end();
    onRefused();
  });
  return end;
}
