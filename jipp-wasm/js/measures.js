// How alike are two values, if a function of the caller says so?

/**
 * Does work that asks functions of the caller, by their names. What the first of them throws is thrown when the work is done, and nothing
 * more is asked.
 * @template T
 * @param {Record<string, import('./index.js').Measure>} measures
 * @param {(names: string[], ask: (number: number, left: string, right: string) => number | undefined) => T} work
 * @returns {T}
 */
export function measured(measures, work) {
  const all = Object.entries(measures);
  for (const [name, measure] of all) {
    if (typeof measure !== 'function') throw new TypeError(`\`measures.${name}\` is no function: it takes two texts and gives a number or null`);
  }
  let failed;
  const ask = (number, left, right) => {
    if (failed) return undefined;
    const [name, measure] = all[number];
    try {
      const said = measure(left, right) ?? undefined;
      if (said === undefined || typeof said === 'number') return said;
      if (typeof said === 'boolean') return Number(said);
      const kind = typeof said.then === 'function' ? 'promise' : typeof said;
      throw new TypeError(`\`measures.${name}\` gave a value of the kind \`${kind}\`: it takes two texts and gives a number or null, at once`);
    } catch (error) {
      failed = { error };
      return undefined;
    }
  };
  let answer;
  try {
    answer = work(all.map(([name]) => name), ask);
  } catch (error) {
    // without the answers of a measure that threw the work may fail too
    if (!failed) throw error;
  }
  if (failed) throw failed.error;
  return answer;
}
