import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RefundPictures } from "./refund-pictures";

const show = (props: Partial<Parameters<typeof RefundPictures>[0]>) =>
  renderToStaticMarkup(<RefundPictures no="26112200" refundNo="RF1" ids={["p1", "p2"]} maySee ofOrder={2} isOpen {...props} />);

test("who may not see the pictures reads that there are some, and their addresses are not in the page", () => {
  expect(show({})).toContain("/pictures/p1");
  const hidden = show({ maySee: false });
  expect(hidden).toContain("已上传 2 张图片");
  expect(hidden).not.toContain("/pictures/p1");
});

test("a buyer is offered as many more pictures as the request and the order have room for", () => {
  expect(show({})).toContain("还可以传 1 张");
  expect(show({ ids: [], ofOrder: 4 })).toContain("还可以传 2 张");
  expect(show({ ids: [], ofOrder: 6 })).not.toContain("<form");
});
