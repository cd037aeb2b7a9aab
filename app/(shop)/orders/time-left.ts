/** "29:41", or "1:02:03" above an hour; never negative. Seconds are rounded up, so that 00:00 means over. */
export function formatTimeLeft(leftMs: number): string {
  const total = Math.max(0, Math.ceil(leftMs / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
