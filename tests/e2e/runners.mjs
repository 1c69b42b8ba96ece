// How is a shared case asked in JavaScript, and when is its answer right? The same in Node and in a page, so nothing of Node is used.

/**
 * One runner for each area of tests/vectors: the input of a case in, what its `expect` speaks of out.
 * @param {typeof import('../../jipp-wasm/pkg/index.js')} jipp
 * @param {() => Promise<import('../../jipp-wasm/pkg/index.js').Directory>} sample the directory of the sample
 */
export function runners(jipp, sample) {
  const codes = ({ findings }) => ({ codes: [...new Set(findings.map(({ code }) => code))].sort() });
  const regions = {
    region: async ({ code, scheme }) => {
      const found = await jipp.region(code, scheme);
      return found && { code: found.code, name: found.name, bps_code: found.bps_code };
    },
    nearest: async ({ code, ...options }) => (await jipp.nearestRegions(code, options)).map((row) => [row.code, row.km]),
    similar: async ({ code, lang, options }) => (await jipp.similarRegions(code, { lang, ...options })).map((row) => [row.code, row.reason]),
  };
  const rounded = (value) => (value === null ? null : Math.round(value * 1e9) / 1e9);
  const pairs = (answer) => answer.pairs.map(({ left, right, probability, kind }) => [left, right, probability, kind]);
  const linkage = {
    pairs,
    evaluation: ({ evaluation: e }) => ({
      figures: [e.precision, e.recall, e.f1, e.blocking_completeness, e.calibration_error].map(rounded),
      errors: e.error_counts,
    }),
    blocking: ({ blocking }) =>
      blocking.rules.map((rule) => [rule.rule, rule.pairs, rule.new_pairs, rule.split_blocks, rounded(rule.completeness)]),
    review: ({ review }) => review.map(({ left, right }) => [left, right]),
    // with the saved model, without learning: the same pairs
    again: async ({ model }, records, options) => pairs(await jipp.dedupe(records, { ...options, settings: undefined, model })),
  };
  const all = {
    resolve: async ({ names, ...options }) =>
      (await jipp.resolve(names, options)).map(({ status, code, region_code, candidates }) => ({ status, code, region_code, candidates: candidates.map((c) => c.code) })),
    vocabulary: async ({ name, text, ...options }) => {
      const { status, matched_by, valid, value, candidates } = await jipp.lookup(name, text, options);
      return { status, matched_by, valid, code: value?.code ?? null, candidates: candidates.map(({ code }) => code) };
    },
    titles: ({ names }) => Promise.all(names.map((name) => jipp.parseTitle(name))),
    regions: ({ call, ...given }) => regions[call](given),
    tokens: async ({ texts }) =>
      (await jipp.analyze(texts)).map(({ tokens }) => tokens.map(({ exact, lemma, start, end, position }) => [exact, lemma, start, end, position])),
    lemma: async ({ texts }) => (await jipp.analyze(texts)).map(({ tokens }) => tokens.map(({ lemma }) => lemma).join(' ')),
    rules: async ({ records, options }) => codes(await jipp.validate(records, options)),
    replications: async (call) => codes(await (call.hubs ? jipp.validateHubs(call) : jipp.validateReplications(call))),
    index_iga: (call) => jipp.indexScore(call),
    dedupe: async ({ records, options, tell = [] }) => {
      const answer = await jipp.dedupe(records, options);
      const told = { clusters: Object.fromEntries(answer.clusters.map(({ id, cluster }) => [id, cluster])) };
      for (const what of tell) told[what] = await linkage[what](answer, records, options);
      return told;
    },
    search: async (request) => ({ ids: (await (await sample()).search(request)).hits.map((hit) => hit.id) }),
  };
  // what cannot be answered is a case too: its slug is the same everywhere
  const asked = (run) => async (input) => {
    try {
      return await run(input);
    } catch (error) {
      if (!error.code) throw error;
      return { error: error.code };
    }
  };
  return Object.fromEntries(Object.entries(all).map(([area, run]) => [area, asked(run)]));
}

/**
 * What of `expected` is not in `found`. Of an object it may leave out keys, of a list no place: `{}` stands for anything.
 * @returns {string[]}
 */
export function missed(found, expected, at = '') {
  const kind = (value) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
  const same = kind(found) === kind(expected);
  if (same && kind(expected) === 'object') return Object.keys(expected).flatMap((key) => missed(found[key] ?? null, expected[key], `${at}/${key}`));
  if (same && kind(expected) === 'list' && found.length === expected.length) return expected.flatMap((each, place) => missed(found[place], each, `${at}/${place}`));
  return found === expected ? [] : [`${at}: ${JSON.stringify(expected)} expected, ${JSON.stringify(found)} found`];
}

/** The areas whose `expect` is a part of the answer. */
export const PARTLY = ['index_iga'];
