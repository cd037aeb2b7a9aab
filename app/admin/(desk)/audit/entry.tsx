import type { Route } from "next";
import Link from "next/link";
import type { AuditKind } from "@/lib/shop/audit/audit-entry";
import type { ListedEntry } from "@/lib/shop/audit/list-audit";
import { deviceInWords } from "../../parts/device-words";
import { Time } from "../../parts/time";
import { text } from "./text";
import { changesInWords } from "./value-words";

/** One line of the trail: what and on what; who, when and from where; old and new values. */
export function Entry({ entry }: { entry: ListedEntry }) {
  const changes = changesInWords(entry.before, entry.after);
  return (
    <div className="grid gap-x-6 gap-y-1 text-sm md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
      <div className="min-w-0">
        <p className="break-words font-medium">
          {text.kind[entry.kind] ?? entry.kind}
          <Subject entry={entry} />
        </p>
        {changes.length > 0 && (
          <ul className="mt-0.5 text-ink-2">
            {changes.map(({ name, before, after }) => (
              <li key={name} className="break-words">
                {name}：
                {before !== null && (
                  <>
                    <del className="text-ink-3">{before}</del> <span className="sr-only">{text.becomes}</span>
                    <span aria-hidden="true">→ </span>
                  </>
                )}
                {after}
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="min-w-0 break-words text-ink-3 text-xs md:text-right">
        <Time at={entry.at} />
        <span className="block">{whoInWords(entry)}</span>
      </p>
    </div>
  );
}

function Subject({ entry: { kind, subject, subjectName } }: { entry: ListedEntry }) {
  const href = subject ? hrefOf(kind, subject) : null;
  // A number that leads nowhere, as a device's, says nothing to a person.
  const name = subjectName || (href && subject);
  if (!name) return null;
  return (
    <>
      {" · "}
      {href ? (
        <Link href={href} className="-my-3 inline-block py-3 text-alipay">
          {name}
        </Link>
      ) : (
        name
      )}
    </>
  );
}

/** The page of what it was done to, where there is one. */
function hrefOf(kind: AuditKind, subject: string): Route | null {
  if (/^(product|pictures|options|variant|stock)_/.test(kind)) return `/admin/products/${subject}` as Route;
  if (/^(order|parcel|close|refund|payment)_/.test(kind)) return `/admin/orders/${subject}` as Route;
  return null;
}

function whoInWords({ login, name, ownerId, via, ip, userAgent }: ListedEntry): string {
  if (via === "console") return text.console;
  const who = ownerId === null ? [text.somebody, login && `（${login}）`].join("") : name || login;
  return [who, deviceInWords(userAgent), ip].filter(Boolean).join(" · ");
}
