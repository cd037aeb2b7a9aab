import { useEffect, useReducer, useRef, useState } from "react";
import { type Bounds, shrinkPicture } from "@/components/shrink-picture";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import { sendPicture } from "./send-picture";
import { nextUp, type UploadChange, uploadsAfter } from "./upload-queue";

/** More than any size that the shop makes of it, and less than the largest canvas of an old phone. */
const BOUNDS: Bounds = { bytes: MAX_PICTURE_BYTES, pixels: 10_000_000 };

type Uploading = {
  action: string;
  /** With which the keys of its uploads begin. */
  formKey: string;
  onStored: () => void;
};

/** Sends chosen files to `action`, one after the other in their order, and calls `onStored` after each that was taken. */
export function useUploads({ action, formKey, onStored }: Uploading) {
  const [uploads, change] = useReducer(uploadsAfter, []);
  // A page that the router brings back has the old key, and counts anew.
  const [keys] = useState(() => `${formKey}-${Date.now()}`);
  const files = useRef(new Map<number, Blob>());
  const lastKey = useRef(0);
  const onItsWay = useRef<number | null>(null);
  const stored = useRef(onStored);
  useEffect(() => {
    stored.current = onStored;
  });
  const next = nextUp(uploads)?.key;

  useEffect(() => {
    const file = next === undefined ? undefined : files.current.get(next);
    if (next === undefined || !file || onItsWay.current === next) return;
    onItsWay.current = next;
    const tell = (told: UploadChange) => change(told);
    tell({ kind: "started", key: next });
    const send = async () => {
      const picture = await shrinkPicture(file, BOUNDS);
      files.current.set(next, picture); // what is sent again is the same, to the byte
      return sendPicture(action, { picture, key: `${keys}-${next}` }, (percent) => tell({ kind: "progress", key: next, percent }));
    };
    void send().then((problem) => {
      onItsWay.current = null;
      if (problem !== null) return tell({ kind: "failed", key: next, problem });
      files.current.delete(next);
      tell({ kind: "stored", key: next });
      stored.current();
    });
  }, [action, keys, next]);

  // Who leaves the page now would lose what is on its way.
  const isBusy = uploads.length > 0;
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);

  const add = (chosen: File[]) => {
    const added = chosen.map((file) => {
      const key = ++lastKey.current;
      files.current.set(key, file);
      return { key, name: file.name };
    });
    change({ kind: "added", files: added });
  };
  const retry = (key: number) => change({ kind: "retry", key });
  const dismiss = (key: number) => {
    files.current.delete(key);
    change({ kind: "stored", key });
  };
  return { uploads, add, retry, dismiss };
}
