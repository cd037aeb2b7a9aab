/**
 * An explicit-state checker: goes through every state that a model can reach, breadth first, so that the first fault it meets has
 * the shortest story that leads there.
 */

/**
 * Who makes a step happen. shop: our own doing, the passing of time included · message: something of the gateway's that comes by
 * itself, and may stay away · wish: what a person may do or leave · fault: something is lost, is not answered, or is killed.
 */
export type Cause = "shop" | "message" | "wish" | "fault";
export type Step<State> = { cause: Cause; tells: string; next: State };

export type Model<State> = {
  initial: State;
  /** All that can happen next. */
  steps: (state: State) => Step<State>[];
  /** What must never be so, in words; null where all is well. */
  broken: (state: State) => string | null;
  /** Nothing is left to do: every yuan has its place. */
  isOver: (state: State) => boolean;
  /** Puts what is alike, such as two instances, into one order, so that it counts once. */
  canonical?: (state: State) => State;
  /** A state in few characters, so that it is found again quickly; no two states have the same. */
  key?: (state: State) => string;
};

/** A fault: what is broken, and the shortest way there. */
export type Finding = { rule: string; story: string[] };
export type Checked = {
  states: number;
  steps: number;
  /** So many steps lead to the farthest state. */
  depth: number;
  ms: number;
  /** Whether all states were seen, and not only the first `atMost`. */
  isWhole: boolean;
  finding: Finding | null;
};

/** From where nothing leads to an end, though nothing goes wrong any more and nobody lifts a hand. */
export const NEVER_ENDS = "and if nothing more goes wrong and nobody does anything, it never ends";

/**
 * Checks every state against `broken`, and then that from every state the shop by itself (steps of cause "shop" alone) can come to
 * one that is over. Stops at the first fault, and after `atMost` states.
 */
export function checkModel<State>(model: Model<State>, { atMost = 5_000_000 } = {}): Checked {
  const started = Date.now();
  const { canonical = (state) => state, key: keyOf = textOf } = model;
  const known = new Map<string, number>();
  const ways: Ways = { parents: [], choices: [] };
  const { parents, choices } = ways;
  const over: number[] = [];
  const onwards: { from: number[]; to: number[] } = { from: [], to: [] };
  let [level, depth, steps]: [{ id: number; state: State }[], number, number] = [[], 0, 0];
  const answer = (isWhole: boolean, finding: Finding | null): Checked => ({
    ...{ states: parents.length, steps, depth, ms: Date.now() - started, isWhole, finding },
  });
  const add = (state: State, parent: number, choice: number): { id: number; isNew: boolean } => {
    const key = keyOf(state);
    const id = known.get(key);
    if (id !== undefined) return { id, isNew: false };
    known.set(key, parents.length);
    parents.push(parent);
    choices.push(choice);
    return { id: parents.length - 1, isNew: true };
  };
  const first = canonical(model.initial);
  level.push({ id: add(first, -1, 0).id, state: first });
  while (level.length > 0) {
    const following: typeof level = [];
    for (const { id, state } of level) {
      const rule = model.broken(state);
      if (rule) return answer(false, { rule, story: tell(model, ways, id) });
      if (model.isOver(state)) over.push(id);
      for (const [choice, { cause, next }] of model.steps(state).entries()) {
        steps++;
        const reached = canonical(next);
        const { id: to, isNew } = add(reached, id, choice);
        if (cause === "shop") {
          onwards.from.push(id);
          onwards.to.push(to);
        }
        if (isNew) following.push({ id: to, state: reached });
      }
      if (parents.length > atMost) return answer(false, null);
    }
    level = following;
    if (level.length > 0) depth++;
  }
  const stuck = firstThatNeverEnds(parents.length, onwards, over);
  return answer(true, stuck === null ? null : { rule: NEVER_ENDS, story: tell(model, ways, stuck) });
}

/** A value as text: the same for the same values, in whatever order their keys were written. */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return `${value}`;
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  const keys = Object.keys(value).sort();
  let text = "{";
  for (const key of keys) text += `${key}:${textOf((value as Record<string, unknown>)[key])},`;
  return text;
}

/** Puts what is alike into one order, so that it counts once. */
export function inOrder<Value>(list: readonly Value[], keyOf: (value: Value) => string): readonly Value[] {
  return list.length < 2 ? list : [...list].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Every state that a model can reach, in the order in which it is met. */
export function* reachable<State>({ initial, steps, canonical = (state) => state, key: keyOf = textOf }: Model<State>): Generator<State> {
  const known = new Set<string>();
  let level = [canonical(initial)];
  while (level.length > 0) {
    const following: State[] = [];
    for (const state of level) {
      const key = keyOf(state);
      if (known.has(key)) continue;
      known.add(key);
      yield state;
      following.push(...steps(state).map(({ next }) => canonical(next)));
    }
    level = following;
  }
}

/** Goes backwards from all that is over; the first state that is not met on the way has no end. */
function firstThatNeverEnds(states: number, { from, to }: { from: number[]; to: number[] }, over: number[]): number | null {
  const starts = new Int32Array(states + 1);
  for (const id of to) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < states; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const [place, sources] = [starts.slice(), new Int32Array(to.length)];
  for (const [edge, id] of to.entries()) {
    const at = place[id] ?? 0;
    sources[at] = from[edge] ?? 0;
    place[id] = at + 1;
  }
  const ends = new Uint8Array(states);
  const queue = [...over];
  for (const id of queue) ends[id] = 1;
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (let at = starts[id] ?? 0; at < (starts[id + 1] ?? 0); at++) {
      const source = sources[at] ?? 0;
      if (ends[source]) continue;
      ends[source] = 1;
      queue.push(source);
    }
  }
  const stuck = ends.indexOf(0);
  return stuck < 0 ? null : stuck;
}

type Ways = { parents: number[]; choices: number[] };

/** Goes the way to a state once more, by the steps' own words. */
function tell<State>({ initial, steps, canonical = (state) => state }: Model<State>, { parents, choices }: Ways, target: number): string[] {
  const taken: number[] = [];
  for (let id = target; id > 0; id = parents[id] ?? 0) taken.unshift(choices[id] ?? 0);
  let state = canonical(initial);
  return taken.map((choice, place) => {
    const step = steps(state)[choice];
    if (!step) throw new Error("a model's steps are not the same twice");
    state = canonical(step.next);
    return `${place + 1}. ${step.tells}`;
  });
}
