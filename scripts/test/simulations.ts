/** The random simulations, each by the file that its seeds are tests of. */
export const SIMULATIONS: Record<string, string> = {
  payments: "lib/shop/payments/random-simulation.db.test.ts",
  refunds: "lib/shop/refunds/random-simulation.db.test.ts",
  contracts: "lib/shop/contracts/random-simulation.db.test.ts",
  instances: "test/instances/random-simulation.db.test.ts",
  buyers: "lib/shop/checkout/random-simulation.db.test.ts",
};
