/** Everything that can be made to go wrong. */
export type Fault =
  // Notices
  /** This send never leaves the gateway; the schedule continues as if it had failed. */
  | { fault: "lose-notification" }
  /** This send is delayed by so many ms of the clock. */
  | { fault: "delay-notification"; delayMs: number }
  /** After this send the notice is sent again at once, whatever the answer was. */
  | { fault: "duplicate-notification"; copies: number }
  /** This notice waits until another one of any trade has gone out, at the longest until its next send is due. */
  | { fault: "reorder-notification" }
  /** The order is paid and its notice sent before the token request is answered. */
  | { fault: "notify-before-token" }
  /** The notice is sent, and its answer awaited, before the buyer sees that the payment went through. */
  | { fault: "notify-before-page" }
  // The way back
  /** The success page offers no way back to the merchant. */
  | { fault: "never-return" }
  // Answers of the gateway and of the cashier; the work is not done, except where it says so
  /** A business error, with any of Alipay's codes. */
  | { fault: "refuse"; code: string }
  /** No answer; the connection stays open until the caller gives up. */
  | { fault: "hang" }
  | { fault: "reset" }
  | { fault: "http-error"; status: number }
  | { fault: "garbage" }
  | { fault: "system-error" }
  /** The work is done and durable, and then the answer is lost. */
  | { fault: "lose-answer"; how: "reset" | "hang" }
  // Refunds
  /** The request for a refund gets no answer and waits inside the gateway: nobody hears of it until it is taken, so many ms later. */
  | { fault: "process-later"; delayMs: number }
  /** The refund is accepted, and completed so many ms later by the clock. */
  | { fault: "refund-later"; delayMs: number }
  /** The refund is accepted, and fails; together with "refund-later", at its time. */
  | { fault: "refund-fails"; code: string }
  // What signed messages say
  | { fault: "wrong-signature" }
  | { fault: "unsigned" }
  /** Another sum than the order's, with a valid signature. */
  | { fault: "wrong-amount"; amountFen: number }
  /** The seller_id and account of somebody else, with a valid signature. */
  | { fault: "wrong-seller" }
  /** Another app_id, with a valid signature. */
  | { fault: "wrong-app" }
  // The bill
  /** A row of the bill is missing. */
  | { fault: "missing-row" }
  /** The bill has a payment that nobody made, under this number or one of nobody's. */
  | { fault: "extra-row"; amountFen: number; outTradeNo?: string | undefined };

export type FaultName = Fault["fault"];
export type Channel = "token" | "cashier" | "mapi" | "openapi" | "notify" | "return" | "bill";

export type FaultMatch = { channel?: Channel; service?: string; out_trade_no?: string };

/** `left`: how often it still strikes; null for a standing rule. */
export type FaultRule = { id: string; match: FaultMatch; left: number | null } & Fault;
