import { getShop } from "@/lib/shop/assembly/get-shop";
import type { ListedPasskey } from "@/lib/shop/owners/factors/list-factors";
import { relyingParty } from "@/lib/shop/owners/factors/relying-party";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { PasskeyButton } from "../../../form/passkey-button";
import { Submit } from "../../../form/submit";
import { Facts } from "../../../parts/facts";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { addPasskeyAction, removePasskeyAction } from "./actions";
import { text } from "./text";

/** The owner's passkeys, and a form for one more where browsers offer them. */
export function Passkeys({ passkeys }: { passkeys: ListedPasskey[] }) {
  return (
    <Section title={text.passkeys}>
      <p className="mb-3 text-ink-2 text-sm">{text.passkeysHint}</p>
      {passkeys.length === 0 && <p className="mb-3 text-ink-3 text-sm">{text.noPasskeys}</p>}
      <ul className="mb-3 divide-y divide-line empty:hidden">
        {passkeys.map((passkey) => (
          <li key={passkey.id} className="py-3">
            <Passkey passkey={passkey} />
          </li>
        ))}
      </ul>
      {relyingParty(getShop()) ? <AddForm /> : <p className="text-ink-3 text-sm">{text.passkeysNowhere}</p>}
    </Section>
  );
}

function Passkey({ passkey: { id, name, createdAt, usedAt } }: { passkey: ListedPasskey }) {
  return (
    <>
      <p className="mb-1 font-medium">{name}</p>
      <Facts
        facts={[
          [text.made, <Time key="t" at={createdAt} />],
          [text.used, <Time key="t" at={usedAt} />],
        ]}
      />
      <ActionForm action={removePasskeyAction} className="mt-2 flex flex-col gap-3" label={text.removeNamed(name)}>
        <input type="hidden" name="passkeyId" value={String(id)} />
        <Submit kind="outline" className="self-start" label={text.removeNamed(name)}>
          {text.removePasskey}
        </Submit>
      </ActionForm>
    </>
  );
}

function AddForm() {
  return (
    <ActionForm action={addPasskeyAction} className="flex flex-col gap-3" label={text.add}>
      <FormField label={text.name} hint={text.nameHint} name="name" required maxLength={30} autoComplete="off" />
      <PasskeyButton options="/admin/account/challenge?for=register" name="passkey" failed={text.notMade} isNew kind="primary">
        {text.add}
      </PasskeyButton>
      <noscript>
        <p className="text-ink-3 text-sm">{text.noJavaScript}</p>
      </noscript>
    </ActionForm>
  );
}
