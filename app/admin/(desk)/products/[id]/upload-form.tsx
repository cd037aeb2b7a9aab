"use client";

import { useEffect, useId, useRef } from "react";
import { Button, buttonClass } from "@/components/button";
import { useRefresh } from "@/components/use-refresh";
import { text } from "./text";
import type { Upload } from "./upload-queue";
import { useUploads } from "./use-uploads";

type UploadFormProps = {
  action: string;
  /** New with each page (`newWishKey`): an upload that is sent again because its answer was lost is known by it. */
  formKey: string;
  hint: string;
  isFull: boolean;
};

/**
 * Chooses pictures and sends them. With JavaScript several at once, in the background, one request each: the rest of the page is
 * typed in meanwhile and nothing of it is lost. Without, one at a time as a plain form.
 */
export function UploadForm({ action, formKey, hint, isFull }: UploadFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { refresh } = useRefresh();
  const { uploads, add, retry, dismiss } = useUploads({ action, formKey, onStored: refresh });
  // Not in the page as it comes: a plain form brings one.
  useEffect(() => {
    if (field.current) field.current.multiple = true;
  }, []);
  const choose = () => {
    add(Array.from(field.current?.files ?? []));
    if (field.current) field.current.value = ""; // the same file may be chosen again
  };
  return (
    <form action={action} method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <input type="hidden" name="key" value={formKey} />
      <div>
        <label htmlFor={id} className="mb-1.5 block font-medium text-ink-2 text-sm">
          {text.choosePicture}
        </label>
        <input
          ref={field}
          id={id}
          type="file"
          name="picture"
          required
          disabled={isFull}
          accept="image/jpeg,image/png,image/webp,image/avif"
          aria-describedby={`${id}-hint`}
          onChange={choose}
          className="block min-h-11 w-full rounded-xl border border-line bg-card p-2 text-sm"
        />
      </div>
      <p id={`${id}-hint`} className="text-ink-3 text-xs">
        {isFull ? text.uploads.full : hint}
        <span data-without-script=""> {text.oneAtATime}</span>
      </p>
      <button type="submit" disabled={isFull} data-without-script="" className={buttonClass("soft", "self-start")}>
        {text.upload}
      </button>
      <ul aria-label={text.uploading} className="flex flex-col gap-2 empty:hidden">
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onRetry={() => retry(upload.key)} onDismiss={() => dismiss(upload.key)} />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {text.uploadsLeft(
          uploads.filter(({ state }) => state !== "failed").length,
          uploads.filter(({ state }) => state === "failed").length,
        )}
      </p>
    </form>
  );
}

type UploadRowProps = { upload: Upload; onRetry: () => void; onDismiss: () => void };

function UploadRow({ upload: { name, state, percent, problem }, onRetry, onDismiss }: UploadRowProps) {
  return (
    <li className="rounded-xl bg-paper px-3 py-2 text-sm">
      <div className="flex items-center gap-2">
        <span className="min-w-0 grow truncate">{name}</span>
        {state === "failed" ? (
          <>
            <Button kind="outline" className="shrink-0 px-4" aria-label={`${text.retry}：${name}`} onClick={onRetry}>
              {text.retry}
            </Button>
            <Button kind="plain" className="shrink-0 px-2" aria-label={`${text.giveUp}：${name}`} onClick={onDismiss}>
              ✕
            </Button>
          </>
        ) : (
          <span className="shrink-0 text-ink-2 text-xs tabular-nums">{state === "waiting" ? text.waiting : text.percent(percent)}</span>
        )}
      </div>
      {state === "failed" ? (
        <p className="text-brand-deep text-xs">{problem}</p>
      ) : (
        <progress max={100} value={percent} aria-label={name} className="h-1.5 w-full accent-brand" />
      )}
    </li>
  );
}
