import Link from "next/link";
import { text } from "./text";

/** The way to the page where a message can be pasted. */
export function ExplainLink() {
  return (
    <p>
      <Link href="/admin/deliveries/explain" className="inline-flex min-h-11 items-center text-alipay text-sm underline underline-offset-2">
        {text.pasteLink}
      </Link>
    </p>
  );
}
