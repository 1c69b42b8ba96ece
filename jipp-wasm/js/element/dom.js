// How do texts of strangers get onto the page?
//
// As text nodes and attributes, never as HTML. This is the only file that makes elements; there is no innerHTML in the element.

import { segments } from '../segments.js';

/** An element. `on` holds listeners, everything else is an attribute; false and undefined are left out. Texts stay texts. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** A text with its highlights as `<mark>`. */
export function marked(text, highlights) {
  return segments(text, highlights).map((part) => (part.match ? el('mark', {}, part.text) : part.text));
}

/** The address if it is one of the web, else undefined: `javascript:` and the like never become links. */
export function webAddress(text) {
  const url = URL.parse ? URL.parse(text ?? '') : parsed(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}

function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Paragraphs and lists of a plain text: blank lines part paragraphs, lines starting with `- ` are list items. */
export function paragraphs(text) {
  return text.split(/\n\s*\n/).filter((block) => block.trim()).flatMap((block) => {
    const blocks = [];
    for (const line of block.split('\n').filter((each) => each.trim())) {
      const item = line.match(/^- (.*)$/);
      const last = blocks.at(-1);
      if (item) {
        if (last?.tagName === 'UL') last.append(el('li', {}, item[1]));
        else blocks.push(el('ul', {}, el('li', {}, item[1])));
      } else if (last?.tagName === 'P') last.append(el('br'), line);
      else blocks.push(el('p', { class: line.startsWith('[isian contoh]') && 'filler' }, line));
    }
    return blocks;
  });
}
