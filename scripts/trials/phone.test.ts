import { expect, test } from "vitest";
import { fieldsOf } from "./phone";

test("a browser without JavaScript sends what the form is filled in with, and no box that is not ticked", () => {
  const html = `<form><input name="other"/></form><form action=""><input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:1}"/>
    <input type="checkbox" name="withFreight"/><input name="amount" required="" value="12.00"/><textarea name="reason" rows="2"></textarea></form>`;
  expect(fieldsOf(html, "amount")).toEqual({ "$ACTION_1:0": '{"id":1}', amount: "12.00", reason: "" });
  expect(fieldsOf(html, "elsewhere")).toBeNull();
});
