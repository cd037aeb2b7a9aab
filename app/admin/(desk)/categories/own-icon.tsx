import { buttonClass } from "@/components/button";
import { text } from "./text";

/** An icon of the owner's own, as a plain form: a picture is too big for a server action. */
export function OwnIcon({ id, name }: { id: number; name: string }) {
  return (
    <form
      action={`/admin/categories/${id}/icon`}
      method="post"
      encType="multipart/form-data"
      aria-label={`${text.upload}：${name}`}
      className="flex flex-col gap-2"
    >
      <label className="block">
        <span className="mb-1.5 block font-medium text-ink-2 text-sm">{text.ownIcon}</span>
        <input
          type="file"
          name="picture"
          required
          accept="image/jpeg,image/png,image/webp,image/avif"
          className="block min-h-11 w-full rounded-xl border border-line bg-card p-2 text-sm"
        />
      </label>
      <p className="text-ink-3 text-xs">{text.ownIconHint}</p>
      <button type="submit" className={buttonClass("soft", "self-start")}>
        {text.upload}
      </button>
    </form>
  );
}
