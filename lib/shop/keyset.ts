/** Where a page of a list ended. Newer rows that arrive meanwhile shift nothing, as they would with an offset. */
export type Keyset = { at: Date; id: string };

/** A keyset as text, for the address bar. */
export function writeKeyset({ at, id }: Keyset): string {
  return `${at.getTime()}.${id}`;
}

/** Reads what `writeKeyset` wrote, with an id of the form `idForm`; null for anything else: the list then begins at its top. */
export function readKeyset(text: string | undefined, idForm: RegExp): Keyset | null {
  const [, ms, id = ""] = /^(\d{1,14})\.(.{1,40})$/.exec(text ?? "") ?? [];
  return ms && idForm.test(id) ? { at: new Date(Number(ms)), id } : null;
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The id of a row whose key is a bigint. */
export const ROW_ID = /^\d{1,18}$/;
