/** Whether money that came for an order is still here: anything of it that has not gone back to its buyer. Pure. */
export function holdsMoney(payments: readonly { amountFen: number; refundedFen: number }[]): boolean {
  return payments.some(({ amountFen, refundedFen }) => refundedFen < amountFen);
}
