"use client";

import { QrPicture } from "@/app/qr-picture";
import { CopyButton } from "@/components/copy-button";
import { useFormAround } from "../../form/action-form-state";
import { text } from "./text";

/** The link that the form's last answer brought, to be copied or scanned; no page shows it again. */
export function HandOn() {
  const handOn = useFormAround().state?.handOn;
  if (!handOn) return null;
  return (
    <div className="flex flex-col items-center gap-4 rounded-xl bg-paper p-3 sm:flex-row sm:items-start">
      <div className="w-40 shrink-0 overflow-hidden rounded-lg border border-line">
        <QrPicture qr={handOn.qr} label={text.qr} />
      </div>
      <div className="min-w-0 text-sm">
        <p className="text-ink-2">{text.link}</p>
        <p className="select-all break-all font-mono text-xs">{handOn.link}</p>
        <CopyButton value={handOn.link} label={text.copy} failed={text.copyFailed} className="-ml-3 text-alipay" />
        <p className="text-ink-3 text-xs">{text.scan}</p>
      </div>
    </div>
  );
}
