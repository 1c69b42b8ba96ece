// How does a result become a file for a spreadsheet?

const COLUMNS = ['id', 'title', 'agency', 'unit', 'region', 'province', 'year', 'status', 'awards', 'sources'];

/** The hits as CSV with a header, for a spreadsheet: UTF-8 with a mark, and no cell that it would take for a formula. */
export function csv(hits) {
  const rows = hits.map((hit) => COLUMNS.map((column) => cell(valueOf(hit, column))).join(','));
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function valueOf(hit, column) {
  if (column === 'sources') return hit.sources.map(({ system, external_id: number }) => [system, number].filter(Boolean).join(':')).join('; ');
  if (column === 'awards') return hit.awards.join('; ');
  return hit[column] ?? '';
}

/** A cell that a spreadsheet would compute gets an apostrophe in front, as in every CSV of jipp. */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
