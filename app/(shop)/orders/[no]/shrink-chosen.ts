import { shrinkPicture } from "@/components/shrink-picture";

/** As large as the shop keeps it; what is small already is sent as it is. */
const BOUNDS = { bytes: 400_000, side: 1600 };

/** Puts a smaller copy of a chosen photograph into its field, for the plain form that sends it. Whatever does not work leaves it as it is. */
export async function shrinkChosen(field: HTMLInputElement): Promise<void> {
  const file = field.files?.[0];
  if (!file) return;
  const small = await shrinkPicture(file, BOUNDS);
  if (small === file || field.files?.[0] !== file) return; // another one was chosen meanwhile
  try {
    const carrier = new DataTransfer();
    carrier.items.add(new File([small], file.name.replace(/(?:\.\w+)?$/, ".jpg"), { type: small.type }));
    field.files = carrier.files;
  } catch {
    // An old browser cannot fill a field of files.
  }
}
