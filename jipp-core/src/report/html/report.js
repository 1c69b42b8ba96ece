'use strict';
// How are all findings sorted, filtered and paged, and the agencies too?
//
// The page is complete without this: it adds the table of all findings. Texts of the sources become text nodes and attributes here,
// never HTML; elements are made by `el` alone. Everything comes from the columns that `data.rs` packed.

(async () => {
  const PAGE = 50;
  const AGENCIES = 25;
  const PRINTED = 1000;
  const SEVERITIES = ['error', 'warning', 'advice'];
  const COLUMNS = ['severity', 'rule', 'place', 'record', 'field', 'value', 'message'];
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== ''));
    return element;
  }

  function icon(severity) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const [name, value] of [['class', `icon ${severity}`], ['width', 16], ['height', 16], ['aria-hidden', true]]) svg.setAttribute(name, value);
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', `#i-${severity}`);
    svg.append(use);
    return svg;
  }

  root.classList.add('scripted');
  const rules = [...document.querySelectorAll('details.rule')];
  rules.forEach((rule) => { rule.open = false; });
  if (!byId('explorer')) {
    root.dataset.ready = '';
    return;
  }

  // ---- the data ---------------------------------------------------------------------------------------------------------

  let data;
  try {
    const packed = Uint8Array.from(atob(byId('data').textContent), (character) => character.charCodeAt(0));
    data = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
  } catch (error) {
    byId('failed').hidden = false;
    rules.forEach((rule) => { rule.open = true; });
    root.dataset.ready = 'failed';
    throw error;
  }
  const { findings, records, words, fields, files, values, texts, agencies } = { ...data, words: Object.fromEntries(data.words) };
  const ruleEntries = data.rules.map(([code, summary, why, count]) => ({ code, summary, why, count }));
  const size = findings.rule.length;
  for (const column of ['record', 'value']) {
    for (let at = 1; at < size; at += 1) findings[column][at] += findings[column][at - 1];
  }
  const agencyOf = (finding) => records.agency[findings.record[finding]];
  const number = new Intl.NumberFormat(data.lang);
  const said = (template, n, all) => template.replace('{n}', number.format(n)).replace('{all}', number.format(all));
  const anchor = (kind, key) => `${kind}-${(key || 'other').replace(/[^A-Za-z0-9._:]/gu, '-')}`;

  // ---- what is asked for ------------------------------------------------------------------------------------------------

  const start = () => ({ severities: new Set(SEVERITIES), rule: '', agency: '', text: '', sort: 'severity', down: false, page: 0 });
  let asked = start();
  const filtered = () => asked.text.trim() !== '' || asked.rule !== '' || asked.agency !== '' || asked.severities.size < SEVERITIES.length;

  /** For each text of a dictionary, whether it holds the word. */
  const lowered = new Map();
  function hits(name, list, word) {
    if (!lowered.has(name)) lowered.set(name, list.map((text) => text.toLowerCase()));
    return lowered.get(name).map((text) => text.includes(word));
  }

  function holds(word) {
    const inValue = hits('value', values, word);
    const inText = hits('text', texts, word);
    const inRule = hits('rule', ruleEntries.map((rule) => `${rule.code} ${rule.summary}`), word);
    const inField = hits('field', fields.map((field) => field.join(' ')), word);
    const inFile = hits('file', files, word);
    const inAgency = hits('agency', agencies.map((agency) => agency.join(' ')), word);
    const inId = hits('id', records.id, word);
    const inRecord = inId.map((hit, at) => hit || inFile[records.file[at]] || inAgency[records.agency[at]] || String(records.row[at]) === word);
    return (at) => inValue[findings.value[at]] || inText[findings.message[at]] || inText[findings.help[at]] || inRule[findings.rule[at]]
      || inField[findings.field[at]] || inRecord[findings.record[at]] || inValue[findings.suggestion[at]];
  }

  function select() {
    const severities = SEVERITIES.map((severity) => asked.severities.has(severity));
    const rule = asked.rule === '' ? -1 : ruleEntries.findIndex((entry) => entry.code === asked.rule);
    const agency = asked.agency === '' ? -1 : agencies.findIndex(([key]) => (key || 'other') === asked.agency);
    const words = asked.text.toLowerCase().split(/\s+/).filter(Boolean).map(holds);
    const chosen = [];
    for (let at = 0; at < size; at += 1) {
      if (severities[findings.severity[at]] && (asked.rule === '' || findings.rule[at] === rule)
        && (asked.agency === '' || agencyOf(at) === agency) && words.every((word) => word(at))) chosen.push(at);
    }
    return chosen;
  }

  /** The position of each text of a list in the order of the alphabet; numbers within count as numbers. */
  const ranked = new Map();
  const collator = new Intl.Collator(data.lang, { numeric: true });
  function ranks(name, list) {
    if (!ranked.has(name)) {
      const order = list.map((_, at) => at).sort((a, b) => collator.compare(list[a], list[b]));
      const rank = new Uint32Array(list.length);
      order.forEach((at, position) => { rank[at] = position > 0 && list[at] === list[order[position - 1]] ? rank[order[position - 1]] : position; });
      ranked.set(name, rank);
    }
    return ranked.get(name);
  }

  const ORDER = {
    severity: () => { const rule = ranks('rule', ruleEntries.map((entry) => entry.code)); return (at) => findings.severity[at] * 1e6 + rule[findings.rule[at]]; },
    rule: () => { const rule = ranks('rule', ruleEntries.map((entry) => entry.code)); return (at) => rule[findings.rule[at]]; },
    place: () => { const file = ranks('file', files); return (at) => file[records.file[findings.record[at]]] * 1e10 + records.row[findings.record[at]]; },
    record: () => { const id = ranks('id', records.id); return (at) => id[findings.record[at]]; },
    field: () => { const field = ranks('field', fields.map((each) => each[1])); return (at) => field[findings.field[at]]; },
    value: () => { const value = ranks('value', values); return (at) => value[findings.value[at]]; },
    message: () => { const text = ranks('text', texts); return (at) => text[findings.message[at]]; },
  };

  function sorted(chosen) {
    const key = ORDER[asked.sort]();
    const keys = new Float64Array(size);
    for (const at of chosen) keys[at] = key(at);
    // equal ones stay in the order of the file
    return chosen.sort(asked.down ? (a, b) => keys[b] - keys[a] : (a, b) => keys[a] - keys[b]);
  }

  // ---- the table --------------------------------------------------------------------------------------------------------

  const table = byId('finding-table');
  const head = el('tr', { role: 'row' });
  for (const column of COLUMNS) {
    const button = el('button', { type: 'button', class: 'sorter' }, words[column]);
    button.addEventListener('click', () => ask({ sort: column, down: asked.sort === column && !asked.down, page: 0 }));
    head.append(el('th', { scope: 'col', role: 'columnheader', 'data-column': column }, button));
    for (const [down, sign] of [['', '↑'], ['-', '↓']]) byId('sort').append(el('option', { value: down + column }, `${words[column]} ${sign}`));
  }
  const body = el('tbody', { role: 'rowgroup' });
  table.append(el('thead', { role: 'rowgroup' }, head), body);

  /** A message: marks stand for the value and the suggestion, backticks for what is shown as a value. */
  function prose(text, at) {
    const parts = text.split(/([\u0001\u0002`])/);
    const place = document.createDocumentFragment();
    let into = place;
    parts.forEach((part, position) => {
      if (part === '`' && into !== place) into = place;
      else if (part === '`' && parts.includes('`', position + 1)) place.append(into = el('code'));
      else if (part === '\u0001') into.append(values[findings.value[at]]);
      else if (part === '\u0002') into.append(values[findings.suggestion[at]]);
      else into.append(part);
    });
    return el('bdi', {}, place);
  }

  const small = (text) => (text ? el('small', {}, el('bdi', {}, text)) : '');
  const cell = (column, ...children) => el('td', { role: 'cell', 'data-label': words[column], class: `c-${column}` }, ...children);

  function row(at) {
    const record = findings.record[at];
    const rule = ruleEntries[findings.rule[at]];
    const severity = SEVERITIES[findings.severity[at]];
    const [name, label] = fields[findings.field[at]];
    const suggestion = values[findings.suggestion[at]];
    return el('tr', { role: 'row' },
      cell('severity', icon(severity), ` ${words[severity]}`),
      cell('rule', el('a', { href: `#${anchor('rule', rule.code)}` }, rule.code)),
      cell('place', records.row[record] ? `${words.row} ${records.row[record]} ` : '', small(files[records.file[record]])),
      cell('record', el('bdi', {}, records.id[record]), ' ', records.agency[record] ? small(agencies[records.agency[record]][1]) : ''),
      cell('field', label, ' ', name && name !== label ? small(name) : ''),
      cell('value', el('bdi', {}, values[findings.value[at]])),
      cell('message', prose(texts[findings.message[at]], at),
        texts[findings.help[at]] ? el('p', { class: 'help' }, prose(texts[findings.help[at]], at)) : '',
        suggestion ? el('p', { class: 'help' }, `${words.suggestion}: `, el('code', {}, suggestion)) : ''));
  }

  /** The head of a group: what the rule means and why it matters. */
  function group(at, count) {
    const rule = ruleEntries[findings.rule[at]];
    return el('tr', { role: 'row', class: 'group' }, el('th', { role: 'rowheader', scope: 'rowgroup', colspan: COLUMNS.length, 'aria-colspan': COLUMNS.length },
      icon(SEVERITIES[findings.severity[at]]), ` ${rule.code} `, el('span', { class: 'n' }, `(${number.format(count)})`), ' ',
      el('span', { class: 'gist' }, prose(rule.summary, at)), ' ',
      el('span', { class: 'why' }, `${words.why}: `, prose(rule.why, at), ' ', el('a', { href: `#${anchor('rule', rule.code)}` }, words.meaning))));
  }

  let shown = [];
  const grouped = () => asked.sort === 'severity' || asked.sort === 'rule';
  const key = (at) => (asked.sort === 'severity' ? findings.severity[at] * 1e6 : 0) + findings.rule[at];

  function fill(from, to) {
    const rows = document.createDocumentFragment();
    const counts = new Map();
    if (grouped()) shown.forEach((at) => counts.set(key(at), (counts.get(key(at)) ?? 0) + 1));
    for (let position = from; position < Math.min(to, shown.length); position += 1) {
      const at = shown[position];
      if (grouped() && (position === from || key(at) !== key(shown[position - 1]))) rows.append(group(at, counts.get(key(at))));
      rows.append(row(at));
    }
    if (shown.length === 0) rows.append(el('tr', { role: 'row' }, el('td', { role: 'cell', colspan: COLUMNS.length, class: 'nothing' }, words.nothing)));
    body.replaceChildren(rows);
  }

  function render() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    asked.page = Math.min(Math.max(asked.page, 0), pages - 1);
    fill(asked.page * PAGE, asked.page * PAGE + PAGE);
    byId('count').textContent = shown.length === size ? said(words.shown_all, 0, size) : said(words.shown_of, shown.length, size);
    byId('page').textContent = said(words.page, asked.page + 1, pages);
    byId('pages').hidden = pages === 1;
    byId('previous').disabled = asked.page === 0;
    byId('next').disabled = asked.page === pages - 1;
    byId('clear').disabled = !filtered();
    byId('sort').value = (asked.down ? '-' : '') + asked.sort;
    for (const th of head.children) {
      if (th.dataset.column === asked.sort) th.setAttribute('aria-sort', asked.down ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    }
  }

  /** Changes what is asked for, and shows it. The address keeps it, so that it can be shared. */
  function ask(change, remember = true) {
    const before = asked;
    asked = { ...asked, ...change };
    const same = ['severities', 'rule', 'agency', 'text', 'sort', 'down'].every((name) => before[name] === asked[name]);
    if (!same) shown = sorted(select());
    render();
    if (remember) address();
  }

  // ---- the filters ------------------------------------------------------------------------------------------------------

  const counted = (list, of) => {
    const counts = new Uint32Array(list.length);
    for (let at = 0; at < size; at += 1) counts[of(at)] += 1;
    return counts;
  };
  const bySeverity = counted(SEVERITIES, (at) => findings.severity[at]);
  SEVERITIES.forEach((severity, at) => {
    const box = el('input', { type: 'checkbox', value: severity, checked: true });
    box.addEventListener('change', () => {
      const severities = new Set(asked.severities);
      if (box.checked) severities.add(severity);
      else severities.delete(severity);
      ask({ severities, page: 0 });
    });
    byId('severities').append(el('label', {}, box, icon(severity), ` ${words[severity]} `, el('small', {}, number.format(bySeverity[at]))));
  });
  const byRule = counted(ruleEntries, (at) => findings.rule[at]);
  ruleEntries.map((rule, at) => [rule.code, byRule[at]]).filter(([, count]) => count).sort((a, b) => collator.compare(a[0], b[0]))
    .forEach(([code, count]) => byId('rule').append(el('option', { value: code }, `${code} (${number.format(count)})`)));
  const byAgency = counted(agencies, agencyOf);
  agencies.map(([agency, name], at) => [agency || 'other', name, byAgency[at]]).filter(([, , count]) => count)
    .sort((a, b) => (a[0] === 'other') - (b[0] === 'other') || collator.compare(a[1], b[1]))
    .forEach(([agency, name, count]) => byId('agency').append(el('option', { value: agency }, `${name} (${number.format(count)})`)));

  let typing;
  byId('q').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => ask({ text: byId('q').value, page: 0 }), 120);
  });
  byId('rule').addEventListener('change', () => ask({ rule: byId('rule').value, page: 0 }));
  byId('agency').addEventListener('change', () => ask({ agency: byId('agency').value, page: 0 }));
  byId('sort').addEventListener('change', () => ask({ sort: byId('sort').value.replace('-', ''), down: byId('sort').value.startsWith('-'), page: 0 }));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('reset', (event) => {
    event.preventDefault();
    ask({ ...start(), sort: asked.sort, down: asked.down });
    controls();
    byId('q').focus();
  });
  for (const [id, step] of [['previous', -1], ['next', 1]]) {
    byId(id).addEventListener('click', () => {
      ask({ page: asked.page + step });
      byId('count').scrollIntoView();
      if (byId(id).disabled) byId('count').focus({ preventScroll: true });
    });
  }

  /** The controls show what is asked for. */
  function controls() {
    byId('q').value = asked.text;
    byId('rule').value = asked.rule;
    byId('agency').value = asked.agency;
    for (const box of byId('severities').querySelectorAll('input')) box.checked = asked.severities.has(box.value);
  }

  // ---- the address ------------------------------------------------------------------------------------------------------

  function address() {
    const query = new URLSearchParams();
    if (asked.severities.size < SEVERITIES.length) query.set('severity', [...asked.severities].join('.'));
    for (const name of ['rule', 'agency', 'text']) if (asked[name]) query.set(name, asked[name]);
    if (asked.sort !== 'severity' || asked.down) query.set('sort', (asked.down ? '-' : '') + asked.sort);
    if (asked.page) query.set('page', asked.page + 1);
    try {
      history.replaceState(null, '', `#findings${query.size ? `?${query}` : ''}`);
    } catch { /* a page without an address of its own keeps none */ }
  }

  /** Does what the address says: `#rule-DAT-02`, `#agency-pemda:35.78`, `#findings?rule=DAT-02&severity=error`. */
  function follow() {
    const hash = decoded(location.hash.slice(1));
    document.querySelectorAll('tr.current').forEach((each) => each.classList.remove('current'));
    if (hash.startsWith('rule-')) {
      const rule = byId(hash);
      if (!rule) return;
      rule.open = true;
      rule.scrollIntoView();
      rule.querySelector('summary').focus({ preventScroll: true });
    } else if (hash.startsWith('agency-')) {
      const found = agencies.find(([key]) => anchor('agency', key) === hash);
      byId(hash)?.classList.add('current');
      // an agency without findings has its row and no more
      if (!found) return;
      ask({ ...start(), agency: found[0] || 'other' }, false);
      toFindings();
    } else if (hash.startsWith('findings?')) {
      const query = new URLSearchParams(location.hash.slice('#findings?'.length));
      const severities = (query.get('severity') ?? SEVERITIES.join('.')).split('.').filter((each) => SEVERITIES.includes(each));
      const [, down, sort] = (query.get('sort') ?? '').match(/^(-?)(\w+)$/) ?? [];
      ask({
        severities: new Set(severities), rule: query.get('rule') ?? '', agency: query.get('agency') ?? '', text: query.get('text') ?? '',
        sort: COLUMNS.includes(sort) ? sort : 'severity', down: COLUMNS.includes(sort) && down === '-', page: (Number(query.get('page')) || 1) - 1,
      }, false);
      toFindings();
    }
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function toFindings() {
    controls();
    byId('findings').scrollIntoView();
    byId('count').focus({ preventScroll: true });
  }

  // ---- the agencies -----------------------------------------------------------------------------------------------------

  const agencyTable = byId('agency-table');
  const agencyBody = agencyTable.tBodies[0];
  const agencyRows = [...agencyBody.rows].map((tr) => ({
    tr, other: tr.id === 'agency-other', text: tr.cells[0].textContent.toLowerCase(),
    keys: [...tr.cells].map((each, at) => (at === 0 ? each.textContent : Number(each.textContent.replace(/\D/g, '')))),
  }));
  const more = el('button', { type: 'button', class: 'quiet' });
  let allAgencies = false;
  function showAgencies() {
    const wanted = byId('agency-filter').value.trim().toLowerCase();
    let count = 0;
    for (const { tr, text, other } of agencyRows) {
      const found = text.includes(wanted);
      count += found;
      tr.hidden = !found;
      tr.classList.toggle('over', found && !other && !allAgencies && count > AGENCIES);
    }
    byId('agency-count').textContent = `${number.format(count)} ${words.agencies_shown}`;
    more.hidden = count <= AGENCIES;
    more.textContent = allAgencies ? words.fewer : said(words.more, 0, count);
  }
  more.addEventListener('click', () => { allAgencies = !allAgencies; showAgencies(); });
  byId('agency-filter').addEventListener('input', showAgencies);
  agencyTable.after(more);
  agencyTable.closest('section').querySelector('.tools').hidden = false;
  const agencyHead = [...agencyTable.tHead.rows[0].cells];
  agencyHead.forEach((th, column) => {
    const button = el('button', { type: 'button', class: 'sorter' }, th.textContent);
    button.addEventListener('click', () => {
      const was = th.getAttribute('aria-sort');
      // names begin with A, numbers with the largest
      const down = was ? was === 'ascending' : column > 0;
      agencyHead.forEach((each) => each.removeAttribute('aria-sort'));
      th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const compare = column === 0 ? (a, b) => collator.compare(a.keys[0], b.keys[0]) : (a, b) => a.keys[column] - b.keys[column];
      agencyRows.sort((a, b) => a.other - b.other || (down ? compare(b, a) : compare(a, b)));
      agencyBody.append(...agencyRows.map(({ tr }) => tr));
      showAgencies();
    });
    th.replaceChildren(button);
  });

  // ---- paper ------------------------------------------------------------------------------------------------------------

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = rules.filter((rule) => !rule.open);
    closed.forEach((rule) => { rule.open = true; });
    // on paper the first findings of each rule stand for all, unless somebody asked for certain ones
    root.classList.toggle('asked', filtered());
    if (!filtered()) return;
    fill(0, PRINTED);
    byId('print-note').hidden = shown.length <= PRINTED;
    byId('print-note').textContent = said(words.print_note, PRINTED, shown.length);
  });
  addEventListener('afterprint', () => {
    closed.forEach((rule) => { rule.open = false; });
    byId('print-note').hidden = true;
    root.classList.remove('asked');
    render();
  });

  // ---- go ---------------------------------------------------------------------------------------------------------------

  byId('explorer').hidden = false;
  shown = sorted(select());
  render();
  showAgencies();
  follow();
  addEventListener('hashchange', follow);
  root.dataset.ready = '';
  performance.mark('ready');
})();
