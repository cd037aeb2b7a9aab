/** A shop that takes longer will not answer in time for the page either, in ms. */
const PATIENCE_MS = 8_000;

/** Whether this page, or another address of the shop, could be loaded now: the shop answers, and not that it is ill or too busy. */
export async function canLoad(address = location.href): Promise<boolean> {
  const leave = new AbortController();
  const timer = setTimeout(() => leave.abort(), PATIENCE_MS);
  try {
    const { status } = await fetch(address, { method: "HEAD", cache: "no-store", signal: leave.signal });
    return status < 500 && status !== 429;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
