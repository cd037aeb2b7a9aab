import type { Gateway } from "../gateway";
import { CANCEL_METHOD, type CancelAnswer, cancelContent, readCancelAnswer } from "./cancel";
import { connect, type Dependencies } from "./gateway";
import { PRECREATE_METHOD, precreateContent, readPrecreateAnswer } from "./precreate";

export type DeskGateway = Gateway & {
  /** Gives a payment up whatever became of it: **refunds it if it was paid**. Only for payments at a desk (docs/wire/alipay-openapi.md §1.4). */
  cancelTrade(outTradeNo: string): Promise<CancelAnswer>;
};

/**
 * Payments at a desk, behind the same interface: `startPayment` gets the address of a QR code (`alipay.trade.precreate`), which the
 * merchant shows and the buyer's phone reads; everything else is as on a page. It has no return and no way to leave.
 */
export function createDeskGateway(dependencies: Dependencies): DeskGateway {
  const { gateway, ask } = connect(dependencies);
  const { now } = dependencies;
  return {
    ...gateway,
    startPayment: async (request) => {
      const { content, notifyUrl } = precreateContent(request, now());
      return readPrecreateAnswer(await ask(PRECREATE_METHOD, content, { notifyUrl }), request.outTradeNo);
    },
    cancelTrade: async (outTradeNo) => readCancelAnswer(await ask(CANCEL_METHOD, cancelContent(outTradeNo)), outTradeNo),
  };
}
