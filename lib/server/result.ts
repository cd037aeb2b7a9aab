/** An expected refusal is a value: `reason` is a stable code, `message` what a person is told (zh-CN). */
export type Result<T, Reason extends string = string> = ({ ok: true } & T) | { ok: false; reason: Reason; message: string };

/** Spells a refusal. */
export function refuse<Reason extends string>(reason: Reason, message: string): { ok: false; reason: Reason; message: string } {
  return { ok: false, reason, message };
}
