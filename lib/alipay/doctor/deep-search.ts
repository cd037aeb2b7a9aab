import { gbkSpellings } from "../gbk";
import type { Candidate } from "./candidates";
import type { Finding, MessageKind } from "./finding";
import { type Configured, knownNames, likelyValues } from "./known-names";
import { type ValueEdit, valueEdits } from "./value-edits";

type Params = ReadonlyMap<string, string>;
type Change = { findings: Finding[]; params: Params };

/** One way to read the message, with the signature in its right spelling. `texts`: what may be signed of such parameters. */
export type Ground = { causes: Finding[]; params: Params; sign: string; texts: (params: Params) => string[]; isGbk: boolean };

/** A text is one hash, so a message of 3 kB is tried in some ten thousand ways; a longer one in fewer. */
const MOST_TRIES = 16_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** What was signed after all, and the findings that lead there. */
export type Found<Signer> = { candidate: Candidate; signer: Signer; findings: Finding[] };

/**
 * Tries, within a bound of texts and of bytes, what happens to single parameters: some were added, some lost, a value was trimmed
 * or written anew. Fewest changes first, so that the simplest explanation wins. `check` says who signed; null for nobody.
 */
export function searchDeep<Signer>(
  kind: MessageKind,
  { grounds, configured, check }: { grounds: readonly Ground[]; configured: Configured; check: (candidate: Candidate) => Signer | null },
): Found<Signer> | null {
  const budget = { tries: MOST_TRIES, bytes: MOST_BYTES };
  for (const stage of [nearStructure, nearValues, farStructure, farValues, both]) {
    for (const ground of grounds) {
      for (const { findings, params } of stage(kind, ground.params, configured)) {
        for (const text of ground.texts(params)) {
          for (const bytes of encodings(text, ground.isGbk)) {
            budget.tries -= 1;
            budget.bytes -= bytes.length;
            if (budget.tries < 0 || budget.bytes < 0) return null;
            const candidate: Candidate = { causes: [], text, bytes, sign: ground.sign };
            const signer = check(candidate);
            if (signer !== null) return { candidate, signer, findings: [...ground.causes, ...findings] };
          }
        }
      }
    }
  }
  return null;
}

function encodings(text: string, isGbk: boolean): Buffer[] {
  return isGbk ? [...gbkSpellings(text), Buffer.from(text, "utf8")] : [Buffer.from(text, "utf8")];
}

/** Parameters added and taken away: all that no document knows, each subset of these, any one; each that is likely to be missing. */
function* nearStructure(kind: MessageKind, params: Params, configured: Configured): Generator<Change> {
  for (const names of strangers(kind, params)) yield without(params, names);
  for (const name of removable(params)) yield without(params, [name]);
  for (const one of likelyValues(kind, params, configured)) yield withMore(params, [one]);
}

/** Two or three at once, and some of both. */
function* farStructure(kind: MessageKind, params: Params, configured: Configured): Generator<Change> {
  const likely = likelyValues(kind, params, configured);
  for (const added of subsets(likely, 3)) {
    const isNew = added.length > 1 && new Set(added.map(([name]) => name)).size === added.length;
    if (isNew) yield withMore(params, added);
  }
  const names = removable(params);
  for (const fewer of [...strangers(kind, params).slice(0, 8), ...names.slice(0, 40).map((name) => [name])])
    for (const added of likely) yield merge(without(params, fewer), withMore(without(params, fewer).params, [added]));
  for (const pair of subsets(names.slice(0, 80), 2)) if (pair.length === 2) yield without(params, pair);
  if (names.length <= 32) for (const three of subsets(names, 3)) if (three.length === 3) yield without(params, three);
}

function removable(params: Params): string[] {
  return [...params.keys()].filter((name) => name !== "sign" && name !== "sign_type");
}

/** Sets of the names that no document knows: all of them, then the small ones. */
function strangers(kind: MessageKind, params: Params): string[][] {
  const known = new Set(knownNames(kind));
  const all = removable(params).filter((name) => !known.has(name));
  const few = all.slice(0, 8);
  return all.length === 0 ? [] : [all, ...subsets(few, few.length).filter((set) => set.length < all.length)];
}

type NamedEdit = ValueEdit & { name: string };

function editsOf(params: Params): NamedEdit[] {
  return [...params].filter(([name]) => name !== "sign").flatMap(([name, value]) => valueEdits(value).map((edit) => ({ name, ...edit })));
}

function edited(params: Params, chosen: NamedEdit[]): Change {
  return {
    findings: chosen.map(({ cause, name }) => ({ cause, about: name })),
    params: new Map([...params, ...chosen.map(({ name, value }) => [name, value] as const)]),
  };
}

/** One value as it was before; then the same change in every value. */
function* nearValues(_kind: MessageKind, params: Params): Generator<Change> {
  const edits = editsOf(params);
  for (const edit of edits) yield edited(params, [edit]);
  for (const same of groupByCause(edits).values()) yield edited(params, firstOfEach(same));
}

/** The same kind of change in two values; then the likeliest change of any kind in two. */
function* farValues(_kind: MessageKind, params: Params): Generator<Change> {
  const groups = [...groupByCause(editsOf(params)).values()];
  const isTwo = (pair: NamedEdit[]) => pair.length === 2 && pair[0]?.name !== pair[1]?.name;
  for (const same of groups) for (const pair of subsets(same.slice(0, 40), 2)) if (isTwo(pair)) yield edited(params, pair);
  const likely = groups.flatMap(firstOfEach);
  for (const pair of subsets(likely, 2)) if (isTwo(pair)) yield edited(params, pair);
}

function groupByCause<Edit extends { cause: string }>(edits: Edit[]): Map<string, Edit[]> {
  const groups = new Map<string, Edit[]>();
  for (const edit of edits) {
    const group = groups.get(edit.cause);
    if (group) group.push(edit);
    else groups.set(edit.cause, [edit]);
  }
  return groups;
}

function firstOfEach<Edit extends { name: string }>(edits: Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** A parameter too many and a value that was changed: the router's name and a global filter, for example. */
function* both(kind: MessageKind, params: Params): Generator<Change> {
  for (const names of strangers(kind, params).slice(0, 6)) {
    const fewer = without(params, names);
    for (const change of nearValues(kind, fewer.params)) yield merge(fewer, change);
  }
}

function without(params: Params, names: readonly string[]): Change {
  return {
    findings: [{ cause: "parameter_added", about: names.join(", ") }],
    params: new Map([...params].filter(([name]) => !names.includes(name))),
  };
}

function withMore(params: Params, added: readonly [string, string][]): Change {
  const about = added.map(([name, value]) => `${name}=${value}`).join(", ");
  return { findings: [{ cause: "parameter_removed", about }], params: new Map([...params, ...added]) };
}

function merge(first: Change, second: Change): Change {
  return { findings: [...first.findings, ...second.findings], params: second.params };
}

/** Subsets of 1 to `most` elements, the small ones first. */
function subsets<Element>(all: readonly Element[], most: number): Element[][] {
  let last: [set: Element[], next: number][] = [[[], 0]];
  const found: Element[][] = [];
  for (let size = 1; size <= most; size++) {
    last = last.flatMap(([set, from]) => all.slice(from).map((one, at): [Element[], number] => [[...set, one], from + at + 1]));
    found.push(...last.map(([set]) => set));
  }
  return found;
}
