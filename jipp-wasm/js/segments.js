// How is a highlighted text put on a page without making HTML of it?

/**
 * Cuts a text where its highlights begin and end, for text nodes and `<mark>`. Highlights count Unicode scalar values, which
 * is neither what `slice` nor what `length` counts: an emoji is one character there and two here.
 *
 * @param {string} text
 * @param {{ start: number, end: number }[]} [highlights] in order and not overlapping, as `search` gives them
 * @returns {{ text: string, match: boolean }[]} never empty parts
 */
export function segments(text, highlights = []) {
  const characters = Array.from(text);
  const parts = [];
  let at = 0;
  const take = (end, match) => {
    const piece = characters.slice(at, end).join('');
    if (piece) parts.push({ text: piece, match });
    at = Math.max(at, end);
  };
  for (const { start, end } of highlights) {
    take(start, false);
    take(end, true);
  }
  take(characters.length, false);
  return parts;
}
