import { expect, test } from "vitest";
import { html } from "./html";

test("a shopper who reads a hostile subject sees it as text", () => {
  const hostile = `"><script>alert('1')</script>&`;
  expect(html`<b title="${hostile}">${hostile}</b>`.html).toBe(
    '<b title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</b>',
  );
});

test("markup within markup stays markup, and nothing leaves nothing", () => {
  expect(html`<ul>${[html`<li>${1}</li>`, html`<li>${2}</li>`]}</ul>${null}${false}`.html).toBe("<ul><li>1</li><li>2</li></ul>");
});
