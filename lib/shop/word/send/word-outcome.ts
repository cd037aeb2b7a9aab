import type { Outcome } from "@/lib/shop/alerts/send/outcome";

/**
 * What came of a word. Beside what can come of any message: refused, this receiver takes none, and the channel is well · later, this receiver
 * takes none now. Neither says anything about the channel.
 */
export type WordOutcome = Outcome | { kind: "refused" | "later"; problem: string };
