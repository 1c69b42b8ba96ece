// How are suggestions offered while someone types?
//
// The ARIA combobox with a listbox: focus stays in the field, arrows walk the list, Enter takes, Escape closes.

import { el } from './dom.js';

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {(suggestion: object) => void} choose called with the suggestion taken
 * @returns {{ show: (suggestions: object[]) => void, close: () => void }}
 */
export function combobox(input, list, choose) {
  let offered = [];
  let active = -1;

  const close = () => show([]);

  function show(suggestions) {
    offered = input.getRootNode().activeElement === input ? suggestions : [];
    active = -1;
    list.replaceChildren(...offered.map(option));
    list.hidden = offered.length === 0;
    input.setAttribute('aria-expanded', String(offered.length > 0));
    input.removeAttribute('aria-activedescendant');
  }

  function option(suggestion, number) {
    const content = [el('span', { class: 'name' }, suggestion.title), suggestion.agency && el('span', { class: 'of' }, suggestion.agency)];
    // pointerdown would take the focus out of the field before the click arrives
    const on = { pointerdown: (event) => event.preventDefault(), click: () => take(number) };
    return el('li', { role: 'option', id: `suggestion-${number}`, 'aria-selected': 'false', on }, ...content);
  }

  function move(step) {
    const count = offered.length + 1; // one place for the field itself
    active = ((active + 1 + step + count) % count) - 1;
    [...list.children].forEach((each, number) => each.setAttribute('aria-selected', String(number === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `suggestion-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function take(number) {
    const suggestion = offered[number];
    close();
    if (suggestion) choose(suggestion);
  }

  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && active >= 0) take(active);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  input.addEventListener('blur', close);
  return { show, close };
}
