import { buttonClass } from "@/components/button";
import { Notice } from "@/components/notice";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { PROFILE_PICTURES, type ProfilePicture, type ShopProfile } from "@/lib/shop/profile/profile";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { Section } from "../../parts/section";
import { takePictureAwayAction } from "./actions";
import { type PictureOutcome, text } from "./text";

type PicturesProps = { profile: ShopProfile; upload: unknown; place: unknown };

/** Logo, WeChat and licence. Uploading is a plain form post to a route of its own, since a photograph is too big for a server action. */
export function Pictures({ profile, upload, place }: PicturesProps) {
  return (
    <Section title={text.pictures.title} id="pictures">
      <p className="mb-2 text-ink-2 text-sm">{text.pictures.hint}</p>
      <ul className="divide-y divide-line">
        {PROFILE_PICTURES.map((one) => (
          <li key={one} id={one} className="py-4 first:pt-2 last:pb-0">
            <Picture place={one} name={profile[one]} outcome={place === one && isOutcome(upload) ? upload : null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function isOutcome(code: unknown): code is PictureOutcome {
  return typeof code === "string" && Object.hasOwn(text.pictures.outcomes, code);
}

function Picture({ place, name, outcome }: { place: ProfilePicture; name: string; outcome: PictureOutcome | null }) {
  const label = text.labels[place];
  return (
    <div className="grid gap-3 sm:grid-cols-[6rem_1fr]">
      <div className="grid size-24 place-items-center overflow-hidden rounded-xl border border-line bg-paper text-center text-ink-3 text-xs">
        {name ? (
          // biome-ignore lint/performance/noImgElement: the sizes are made beforehand.
          <img src={pictureUrl(name, 320)} alt={label} width={96} height={96} className="size-full object-contain" />
        ) : (
          text.pictures.none
        )}
      </div>
      <div className="min-w-0">
        <h3 className="font-medium text-sm">{label}</h3>
        <p className="mb-2 text-ink-3 text-xs">{text.pictures.hints[place]}</p>
        <form action={`/admin/settings/pictures/${place}`} method="post" encType="multipart/form-data" className="flex flex-wrap gap-2">
          <input
            type="file"
            name="picture"
            required
            aria-label={text.pictures.choose(label)}
            accept="image/jpeg,image/png,image/webp,image/avif"
            className="block min-h-11 w-full min-w-0 rounded-xl border border-line bg-card p-2 text-sm"
          />
          <button
            type="submit"
            aria-label={`${name ? text.pictures.replace : text.pictures.upload}：${label}`}
            className={buttonClass("soft")}
          >
            {name ? text.pictures.replace : text.pictures.upload}
          </button>
        </form>
        {name && (
          <ActionForm action={takePictureAwayAction} className="mt-1" label={text.pictures.takeAway(label)}>
            <input type="hidden" name="place" value={place} />
            <Submit kind="plain" className="-ml-5" label={text.pictures.takeAway(label)}>
              {text.pictures.remove}
            </Submit>
          </ActionForm>
        )}
        <Notice kind={outcome === "stored" ? "ok" : "error"} className="mt-2">
          {outcome && text.pictures.outcomes[outcome]}
        </Notice>
      </div>
    </div>
  );
}
