import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { BackupState } from "@/lib/shop/backups/look-at-backups";
import { BackupAlarm } from "./backup-alarm";

const WELL: BackupState = { newest: new Date("2026-11-25T20:00:00Z"), failedAt: null, isLate: false, needsOwner: false };
const show = (state: BackupState | null) => renderToStaticMarkup(<BackupAlarm state={state} />);

test("an owner whose backups are well, or who named no folder, reads nothing of them", () => {
  expect(show(WELL)).toBe("");
  expect(show(null)).toBe("");
});

test("an owner whose last good backup is too old reads of when it is, and what to do", () => {
  const html = show({ ...WELL, isLate: true, needsOwner: true });
  for (const words of ["备份太旧了", "2026-11-26", "npm run backup", 'role="alert"']) expect(html).toContain(words);
  expect(show({ ...WELL, newest: null, isLate: true, needsOwner: true })).toContain("还没有任何备份");
});

test("an owner whose last try failed reads that, though yesterday's is good", () => {
  expect(show({ ...WELL, failedAt: new Date(), needsOwner: true })).toContain("最近一次备份没有成功");
});
