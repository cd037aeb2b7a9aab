import "server-only";

/** More questions than that are not answered by one reading. */
const MOST = 500;

type Waiting<Key, Answer> = { key: Key; resolve: (answer: Answer | undefined) => void; reject: (error: unknown) => void };

/**
 * Answers questions of one kind together: those that come at the same moment, and those that come while an answer is being read, are
 * one reading. Whatever a question is told was read after it was asked, so that whoever asks because of a piece of news finds
 * it. `undefined`: the reading knows nothing of the key.
 */
export function readTogether<Key, Answer>(
  read: (keys: Key[]) => Promise<ReadonlyMap<Key, Answer>>,
): (key: Key) => Promise<Answer | undefined> {
  const line: Waiting<Key, Answer>[] = [];
  let isReading = false;
  const go = async () => {
    const these = line.splice(0, MOST);
    try {
      const answers = await read([...new Set(these.map(({ key }) => key))]);
      for (const { key, resolve } of these) resolve(answers.get(key));
    } catch (error) {
      for (const { reject } of these) reject(error);
    }
    if (line.length > 0) setImmediate(go);
    else isReading = false;
  };
  return (key) =>
    new Promise((resolve, reject) => {
      line.push({ key, resolve, reject });
      if (isReading) return;
      isReading = true;
      // What PostgreSQL tells in one go is heard by then.
      setImmediate(go);
    });
}
