import { Icon } from "@/components/icon";
import type { BackupState } from "@/lib/shop/backups/look-at-backups";
import { Time } from "../parts/time";
import { text } from "./text";

/** Shown while the last good backup is too old, or the last try failed. */
export function BackupAlarm({ state }: { state: BackupState | null }) {
  if (!state?.needsOwner) return null;
  return (
    <div role="alert" className="mb-4 flex items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="alert" className="size-7 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{text.backup(state.isLate)}</p>
        <p className="text-sm">
          {state.newest ? (
            <>
              {text.backupLast}
              <Time at={state.newest} />
            </>
          ) : (
            text.backupNone
          )}
        </p>
        <p className="text-pretty text-sm">{text.backupHint}</p>
      </div>
    </div>
  );
}
