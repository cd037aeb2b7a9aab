/** One series of a reading, by the name and the labels as they are written. */
export type Sample = { name: string; labels: Record<string, string>; value: number };
export type Family = { help: string; type: string; samples: Sample[] };

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy;

/**
 * Reads Prometheus' text format, strictly: each family has its HELP and TYPE once and before its samples, no series is there twice.
 * @throws for anything else (https://prometheus.io/docs/instrumenting/exposition_formats/)
 */
export function readExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  let current: Family | undefined;
  let currentName = "";
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, word, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (word === "HELP") {
      if (families.has(name)) throw new Error(`${name} is described twice`);
      current = { help: rest, type: "", samples: [] };
      currentName = name;
      families.set(name, current);
    } else if (word === "TYPE") {
      if (!current || currentName !== name || current.type) throw new Error(`TYPE of ${name} does not follow its HELP`);
      current.type = rest;
    } else {
      const sample = readSample(line);
      const family = sample.name.replace(current?.type === "histogram" ? /_(?:bucket|sum|count)$/ : /$^/, "");
      if (!current?.type || family !== currentName) throw new Error(`${sample.name} has no HELP and TYPE`);
      const series = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
      if (seen.has(series)) throw new Error(`${series} is there twice`);
      seen.add(series);
      current.samples.push(sample);
    }
  }
  return families;
}

function readSample(line: string): Sample {
  const [, name, written = "", number = ""] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  let end = 0;
  for (let label = LABEL.exec(written); label; label = LABEL.exec(written)) {
    labels[label[1] ?? ""] = (label[2] ?? "").replace(/\\(["\\n])/g, (_, escaped) => (escaped === "n" ? "\n" : escaped));
    end = LABEL.lastIndex;
  }
  if (end !== written.length) throw new Error(`labels that cannot be read: ${line}`);
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : number === "-Inf" ? Number.NEGATIVE_INFINITY : Number(number);
  if (number !== "NaN" && Number.isNaN(value)) throw new Error(`no number: ${line}`);
  return { name, labels, value };
}

/** The sum of a series' values over all labels that are not asked for; 0 where there is none. */
export function sumOf(families: Map<string, Family>, name: string, labels: Record<string, string> = {}): number {
  const samples = [...families.values()].flatMap((family) => family.samples).filter((sample) => sample.name === name);
  const wanted = samples.filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value));
  return wanted.reduce((sum, sample) => sum + sample.value, 0);
}
