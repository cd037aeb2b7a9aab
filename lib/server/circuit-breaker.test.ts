import { describe, expect, test } from "vitest";
import { createCircuit } from "./circuit-breaker";

function aCircuit({ random = (): number => 1 } = {}) {
  let at = new Date("2026-11-22T01:00:00Z").getTime();
  const circuit = createCircuit({ now: () => new Date(at), random, failures: 3, waitsMs: [1_000, 2_000] });
  const pass = (ms: number) => {
    at += ms;
  };
  const breakIt = () => {
    for (let i = 0; i < 3; i++) circuit.silent();
  };
  return { circuit, pass, breakIt, now: () => new Date(at) };
}

describe("a gateway", () => {
  test("is called as long as it answers now and then", () => {
    const { circuit } = aCircuit();
    for (const outcome of ["silent", "silent", "answered", "silent", "silent"] as const) circuit[outcome]();
    expect(circuit.state().state).toBe("closed");
    expect([circuit.admit(), circuit.admit()]).toEqual(["all", "all"]);
  });

  test("is left alone when it did not answer three times in a row, and everybody learns since when", () => {
    const { circuit, pass, breakIt, now } = aCircuit();
    pass(500);
    breakIt();
    expect(circuit.state()).toEqual({ state: "open", since: now() });
    pass(999);
    expect(circuit.admit()).toBe("none");
  });

  test("is tried by one call after a while, and by another only when that one came to nothing", () => {
    const { circuit, pass, breakIt } = aCircuit();
    breakIt();
    pass(1_000);
    expect(circuit.state().state).toBe("half_open");
    expect([circuit.admit(), circuit.admit()]).toEqual(["one", "none"]);
    circuit.release();
    expect(circuit.admit()).toBe("one");
  });

  test("that still does not answer is left alone for longer, and counts as broken since the beginning", () => {
    const { circuit, pass, breakIt, now } = aCircuit();
    breakIt();
    const since = now();
    for (const waitMs of [1_000, 2_000, 2_000]) {
      pass(waitMs - 1);
      expect(circuit.state().state).toBe("open");
      pass(1);
      expect(circuit.admit()).toBe("one");
      circuit.silent();
    }
    expect(circuit.state()).toEqual({ state: "open", since });
  });

  test("that answers anybody is called by everybody again, at first for the shortest wait", () => {
    const { circuit, pass, breakIt, now } = aCircuit();
    breakIt();
    circuit.answered(); // somebody who could not wait
    expect(circuit.state()).toEqual({ state: "closed", since: now() });
    breakIt();
    pass(1_000);
    expect(circuit.admit()).toBe("one");
  });

  test("is not left alone for longer because calls that were begun before come to their end", () => {
    const { circuit, pass, breakIt } = aCircuit();
    breakIt();
    pass(500);
    circuit.silent();
    pass(500);
    expect(circuit.admit()).toBe("one");
  });

  test("is not left alone for an hour because the clock was set back by one", () => {
    const { circuit, pass, breakIt } = aCircuit();
    breakIt();
    pass(-3600_000);
    expect(circuit.admit()).toBe("one");
  });

  test("is not tried by all instances in the same moment", () => {
    const early = aCircuit({ random: () => 0 });
    early.breakIt();
    early.pass(499);
    expect(early.circuit.admit()).toBe("none");
    early.pass(1);
    expect(early.circuit.admit()).toBe("one");
  });
});
