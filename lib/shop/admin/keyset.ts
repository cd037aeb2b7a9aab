/** Where a page of a list ended. Newer rows that arrive meanwhile shift nothing, as they would with an offset. */
export type Keyset = { at: Date; id: string };

/** For the address bar. */
export function writeKeyset({ at, id }: Keyset): string {
  return `${at.getTime()}.${id}`;
}

/** null for what is none: the list then begins at its top. `idForm` is the form that the list's ids have. */
export function readKeyset(text: string | undefined, idForm: RegExp): Keyset | null {
  const [, ms, id = ""] = /^(\d{1,14})\.(.{1,40})$/.exec(text ?? "") ?? [];
  return ms && idForm.test(id) ? { at: new Date(Number(ms)), id } : null;
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
