import { stampOf } from "@/lib/server/stamp";
import { COLOURS, type ColourName, OWN_COLOUR } from "@/lib/shop/profile/colour";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { WasField } from "../../form/was-field";
import { Section } from "../../parts/section";
import { saveColourAction } from "./actions";
import { text } from "./text";

const { colour: words } = text;
const OWN = "own";

/** One of the shop's colours, or one of the owner's own. */
export function Colour({ chosen }: { chosen: string }) {
  const now = chosen || OWN_COLOUR;
  const names = Object.keys(COLOURS) as ColourName[];
  const isPreset = names.some((name) => COLOURS[name] === now);
  return (
    <Section title={words.title} id="colour">
      <p className="mb-3 text-ink-2 text-sm">{words.hint}</p>
      <ActionForm action={saveColourAction} className="flex flex-col gap-4" label={words.title}>
        <WasField was={stampOf({ themeColour: chosen })} />
        <fieldset>
          <legend className="sr-only">{words.title}</legend>
          <ul className="grid grid-cols-2 gap-x-3 sm:grid-cols-3">
            {names.map((name) => (
              <li key={name}>
                <Choice value={name} colour={COLOURS[name]} label={words.names[name]} isChosen={COLOURS[name] === now} />
              </li>
            ))}
            <li>
              <Choice value={OWN} colour={isPreset ? null : now} label={words.own} isChosen={!isPreset} />
            </li>
          </ul>
        </fieldset>
        <FormField
          label={words.typed}
          hint={words.typedHint}
          name="typed"
          maxLength={20}
          defaultValue={isPreset ? "" : now}
          autoComplete="off"
        />
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}

type ChoiceProps = { value: string; colour: string | null; label: string; isChosen: boolean };

function Choice({ value, colour, label, isChosen }: ChoiceProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-2.5 text-base">
      <input
        key={`${value}:${isChosen}`}
        type="radio"
        name="colour"
        value={value}
        defaultChecked={isChosen}
        className="size-5 shrink-0 accent-brand"
      />
      <span
        aria-hidden="true"
        className="size-6 shrink-0 rounded-full border border-line"
        style={colour ? { backgroundColor: colour } : { border: "1px dashed var(--color-ink-3)" }}
      />
      {label}
    </label>
  );
}
