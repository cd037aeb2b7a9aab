/** ?page= as a number from 1 to 500; 1 for anything else. */
export function pageNumber(value: string | string[] | undefined): number {
  const page = typeof value === "string" && /^[1-9]\d{0,2}$/.test(value) ? Number(value) : 1;
  return Math.min(page, 500);
}
