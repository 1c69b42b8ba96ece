// How does the element look? Calm: one accent, the font of the page, no request to anywhere. Light and dark follow the `color-scheme` of
// the page; colours keep a contrast of at least 4.5:1 for text in both. Every colour can be set by its custom property `--jipp-*`.

const CSS = `
:host {
  --ground: var(--jipp-ground, light-dark(#f5f6f4, #10181b));
  --surface: var(--jipp-surface, light-dark(#ffffff, #182327));
  --sunken: var(--jipp-sunken, light-dark(#eceeea, #202d32));
  --ink: var(--jipp-ink, light-dark(#17242b, #e6eeee));
  --muted: var(--jipp-muted, light-dark(#52626b, #a3b3b6));
  --line: var(--jipp-line, light-dark(#d8ddda, #2f3f44));
  --accent: var(--jipp-accent, light-dark(#0b6665, #6cc8c0));
  --accent-ink: var(--jipp-accent-ink, light-dark(#ffffff, #08201f));
  --mark: var(--jipp-mark, light-dark(#fbe3a2, #4a3a0c));
  --focus: var(--jipp-focus, light-dark(#b45309, #f4b860));
  --gold: var(--jipp-gold, light-dark(#7a4d00, #f2cf86));
  --gold-ground: var(--jipp-gold-ground, light-dark(#fdf3d8, #3a2f16));
  --kipp: var(--jipp-kipp, light-dark(#1d5fa8, #8dbcf2));
  --iga: var(--jipp-iga, light-dark(#a03a3a, #f2a3a0));
  --lan: var(--jipp-lan, light-dark(#4f6b16, #bcd57a));
  --other: var(--jipp-other, light-dark(#5b5b6b, #c2c2d2));
  --error: var(--jipp-error, light-dark(#9b1c1c, #f5a3a3));
  --shadow: var(--jipp-shadow, 0 1px 2px light-dark(rgb(16 32 36 / .06), rgb(0 0 0 / .4)), 0 4px 14px light-dark(rgb(16 32 36 / .05), transparent));
  --round: var(--jipp-round, 10px);
  display: block;
  font-family: var(--jipp-font, inherit);
  line-height: 1.55;
  overflow-wrap: break-word;
}
:host([hidden]) { display: none; }

/* ---- ground */

*, ::before, ::after { box-sizing: border-box; }
.root { color: var(--ink); }
h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
h2, h3 { line-height: 1.25; text-wrap: balance; }
ul, ol { list-style: none; }
a, .link { color: var(--accent); text-underline-offset: .18em; }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; }
.link { border: 0; background: none; padding: 0; text-align: start; text-decoration: underline; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 .06em; box-decoration-break: clone; }
[hidden] { display: none !important; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
#results:focus, #detail-title:focus { outline: none; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.muted, .of { color: var(--muted); }

.quiet { border: 1px solid var(--line); background: var(--surface); border-radius: 8px; padding: .45rem .9rem; min-height: 2.5rem; }
.quiet:hover:not(:disabled) { border-color: var(--accent); color: var(--accent); }
.quiet:disabled { opacity: .45; cursor: default; }
.plain { border: 0; background: none; color: var(--accent); padding: .3rem 0; text-decoration: underline; text-underline-offset: .18em; }

/* ---- search field */

.search { margin-top: 1.1rem; max-width: var(--jipp-search-width, 54rem); }
.field { position: relative; display: flex; align-items: center; background: var(--surface); color: var(--ink); border-radius: 12px; box-shadow: 0 6px 24px rgb(0 0 0 / .22); }
@media (prefers-color-scheme: dark) { .field { border: 1px solid var(--line); } }
.field:has(:disabled) { opacity: .6; }
.field:focus-within { outline: 3px solid #f2b544; outline-offset: 2px; }
.field :focus-visible { outline: none; }
.lens { flex: none; margin-left: 1rem; fill: none; stroke: var(--muted); stroke-width: 2; stroke-linecap: round; }
#query { flex: 1; min-width: 0; border: 0; background: none; padding: .95rem .75rem; font-size: 1.1rem; }
#query::placeholder { color: var(--muted); opacity: 1; }
.field > button { margin: .4rem; border: 0; border-radius: 9px; background: var(--accent); color: var(--accent-ink); font-weight: 600; padding: .65rem 1.4rem; }
.field > button:hover { filter: brightness(1.1); }
.field > button:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }

#suggestions { position: absolute; inset: calc(100% + .4rem) 0 auto; z-index: 4; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 12px 32px rgb(0 0 0 / .25); padding: .35rem; max-height: 60vh; overflow: auto; }
#suggestions li { padding: .55rem .75rem; border-radius: 8px; cursor: pointer; line-height: 1.35; }
#suggestions li:hover { background: var(--sunken); }
#suggestions li[aria-selected="true"] { background: var(--sunken); box-shadow: inset 3px 0 var(--accent); }
#suggestions .name { display: block; }
#suggestions .of { display: block; font-size: .875rem; }

.examples { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .5rem; margin-top: .85rem; font-size: .925rem; color: inherit; }
.example { border: 1px solid color-mix(in srgb, currentColor 45%, transparent); background: none; color: inherit; border-radius: 99px; padding: .28rem .8rem; }
.example:hover { background: color-mix(in srgb, currentColor 12%, transparent); }

/* ---- a need told in sentences */

.need { margin-top: .9rem; max-width: var(--jipp-search-width, 54rem); }
.need summary { cursor: pointer; font-weight: 600; width: fit-content; padding: .35rem 0; }
.need form { margin-top: .4rem; background: var(--surface); color: var(--ink); border-radius: 12px; padding: 1rem; }
.need label { display: block; font-weight: 600; }
.need textarea { display: block; width: 100%; margin-top: .5rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--muted); border-radius: 8px; padding: .6rem .75rem; resize: vertical; }
#need-hint { font-size: .875rem; color: var(--muted); margin-top: .4rem; }
.need-go { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .8rem; }
.strong, #need-go { border: 0; border-radius: 9px; background: var(--accent); color: var(--accent-ink); font-weight: 600; padding: .55rem 1.2rem; min-height: 2.5rem; }
.strong:disabled { opacity: .55; cursor: default; }

/* ---- map of provinces */

.map { margin-top: .75rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); padding: .5rem 1rem; }
.map summary { cursor: pointer; font-weight: 600; min-height: 1.8rem; align-content: center; }
/* a shadow where more lies beside */
.wide { overflow-x: auto; background: linear-gradient(90deg, var(--surface) 40%, transparent) 0 0 / 2.5rem 100% no-repeat local, linear-gradient(270deg, var(--surface) 40%, transparent) 100% 0 / 2.5rem 100% no-repeat local, linear-gradient(90deg, rgb(0 0 0 / .22), transparent) 0 0 / .6rem 100% no-repeat scroll, linear-gradient(270deg, rgb(0 0 0 / .22), transparent) 100% 0 / .6rem 100% no-repeat scroll; }
.tiles { display: grid; grid-template-columns: repeat(16, minmax(2.1rem, 3.2rem)); grid-auto-rows: 2.5rem; gap: 3px; padding: .5rem 3px; }
.tile { position: relative; border: 0; border-radius: 5px; padding: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; font-size: .75rem; font-weight: 600; line-height: 1.15; }
.tile .number { font-weight: 400; font-variant-numeric: tabular-nums; }
.tile:disabled { cursor: default; }
.tile[aria-pressed="true"] { outline: 3px solid var(--focus); outline-offset: -1px; }
.t0 { background: var(--sunken); color: var(--muted); }
.t1 { background: color-mix(in srgb, var(--accent) 15%, var(--surface)); }
.t2 { background: color-mix(in srgb, var(--accent) 30%, var(--surface)); }
.t3 { background: color-mix(in srgb, var(--accent) 45%, var(--surface)); }
.t4 { background: color-mix(in srgb, var(--accent) 85%, var(--surface)); }
.t5 { background: var(--accent); }
:is(.t4, .t5) { color: var(--accent-ink); }
${Array.from({ length: 16 }, (_, at) => `.x${at + 1} { grid-column: ${at + 1}; } .y${at + 1} { grid-row: ${at + 1}; }`).join('\n')}

/* ---- a few side by side */

.foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .4rem 1rem; margin-top: .6rem; }
.foot .badges { margin: 0; }
.pick { display: inline-flex; align-items: center; gap: .5rem; min-height: 1.75rem; margin-inline-start: auto; font-size: .9rem; color: var(--muted); cursor: pointer; }
.pick input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; }
.chosen { position: sticky; bottom: .75rem; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; margin-top: 1rem; padding: .7rem 1rem; background: var(--surface); border: 1px solid var(--accent); border-radius: 12px; box-shadow: 0 8px 28px rgb(0 0 0 / .25); }
#comparison { width: min(76rem, 100vw - 1rem); max-width: none; max-height: calc(100dvh - 1rem); padding: 0; border: 0; border-radius: 12px; background: var(--surface); color: var(--ink); overflow: auto; }
#comparison::backdrop { background: rgb(8 20 24 / .55); }
#comparison:focus-visible, #comparison-title:focus { outline: none; }
#comparison table { border-collapse: collapse; min-width: 100%; margin-top: 1rem; font-size: .925rem; }
#comparison :is(th, td) { text-align: start; vertical-align: top; padding: .6rem .75rem; border-bottom: 1px solid var(--line); min-width: 13rem; font-weight: 400; }
#comparison :is(th[scope="row"], thead td) { min-width: 8rem; color: var(--muted); }
#comparison thead .link { font-weight: 600; display: block; min-height: 24px; text-align: start; }
#comparison td ul { list-style: disc; padding-left: 1.2rem; }
#comparison td p + p { margin-top: .5rem; }
@media (max-width: 40rem) {
  #comparison :is(th, td) { min-width: 7rem; padding: .5rem .4rem; overflow-wrap: anywhere; }
  #comparison :is(th[scope="row"], thead td) { min-width: 6rem; overflow-wrap: normal; }
}
.whole { margin-top: 1rem; }

/* ---- results */

.state { padding: 3rem 1rem; text-align: center; color: var(--muted); }
/* while names answer already */
.state.slim { padding: .5rem 1rem; }
.state.slim .slow { display: none; }
.slow { opacity: 0; animation: appear .4s 8s forwards; }
@keyframes appear { to { opacity: 1; } }
.failure { background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); margin-bottom: 1rem; }
.failure p:first-child { color: var(--error); font-weight: 600; max-width: 40rem; margin-inline: auto; }
.failure .code { font-size: .85rem; margin: .6rem 0 1rem; }

.directory { display: grid; grid-template-columns: 16.5rem minmax(0, 1fr); gap: 1.75rem; align-items: start; }
#results { scroll-margin-top: 1rem; }
.results-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .6rem 1rem; min-height: 2.75rem; }
#count { font-size: 1.15rem; }
.took { font-size: .85rem; font-weight: 400; color: var(--muted); margin-left: .6rem; white-space: nowrap; }
.tools { display: flex; align-items: center; gap: .75rem; }
.tools label { display: flex; align-items: center; gap: .5rem; font-size: .925rem; color: var(--muted); }
select { background: var(--surface); color: var(--ink); border: 1px solid var(--line); border-radius: 8px; padding: .45rem .6rem; min-height: 2.5rem; }
#open-filters, .filters-head .plain { display: none; }

.chips { display: flex; flex-wrap: wrap; gap: .45rem; }
.chips:not(:empty) { margin: .5rem 0 .25rem; }
.chip { border: 1px solid var(--accent); background: color-mix(in srgb, var(--accent) 10%, var(--surface)); border-radius: 99px; padding: .25rem .75rem; font-size: .9rem; text-align: left; }
.chip .kind { color: var(--muted); margin-right: .4rem; }
.chip .cross, .chip .kind { white-space: nowrap; }
.chip .cross { margin-left: .45rem; color: var(--accent); font-weight: 700; }

.list { display: grid; gap: .8rem; margin-top: .75rem; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); padding: 1.05rem 1.25rem 1.1rem; box-shadow: var(--shadow); }
.card h3 { font-size: 1.1rem; font-weight: 600; text-wrap: pretty; }
.card h3 :is(a, .link) { text-decoration: none; }
.card h3 :is(a, .link):hover { text-decoration: underline; }
.where { color: var(--muted); font-size: .925rem; margin-top: .25rem; }
.snippet { margin-top: .5rem; }
.why { margin-top: .5rem; font-size: .875rem; color: var(--muted); }
.badges { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .7rem; }
.badge { font-size: .8rem; font-weight: 600; line-height: 1.3; padding: .18rem .6rem; border-radius: 6px; border: 1px solid var(--line); background: var(--surface); color: var(--other); }
.badge.panrb_kipp { color: var(--kipp); border-color: currentColor; }
.badge.kemendagri_iga { color: var(--iga); border-color: currentColor; }
.badge.lan_inoland { color: var(--lan); border-color: currentColor; }
.badge.merged { background: var(--sunken); border-color: transparent; color: var(--ink); font-weight: 500; }
.badge.status { background: var(--sunken); border-color: transparent; color: var(--ink); font-weight: 500; }
.badge.award { background: var(--gold-ground); border-color: transparent; color: var(--gold); }
.badge.award::before { content: "\\2605\\00a0" / ""; }
.nothing { text-align: center; padding: 3rem 1rem; color: var(--muted); }
.nothing p:first-child { font-weight: 600; color: var(--ink); }
.nothing button { margin: 1rem .25rem 0; }
.pages { display: flex; align-items: center; justify-content: center; gap: 1rem; margin-top: 1.5rem; font-variant-numeric: tabular-nums; }

/* ---- filters */

#filters { position: static; width: auto; max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: none; color: inherit; }
#filters-title { font-size: 1.15rem; min-height: 2.75rem; display: flex; align-items: center; }
#facets { background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); padding: .2rem 1rem; box-shadow: var(--shadow); }
#filters:has(#facets:empty) { visibility: hidden; }
#facets details { padding: .7rem 0; }
#facets details + details { border-top: 1px solid var(--line); }
#facets summary { cursor: pointer; display: flex; align-items: center; justify-content: space-between; list-style: none; min-height: 1.8rem; }
#facets summary::-webkit-details-marker { display: none; }
#facets summary::after { content: ""; width: .5rem; height: .5rem; border: solid var(--muted); border-width: 0 2px 2px 0; rotate: 45deg; translate: -.2rem -.15rem; }
#facets details[open] summary::after { rotate: 225deg; translate: -.2rem .1rem; }
#facets h3 { font-size: .95rem; }
#facets ul { margin-top: .25rem; }
#facets ul.long { max-height: 21rem; overflow: auto; padding-right: .5rem; margin-right: -.5rem; }
#facets label { display: flex; align-items: baseline; gap: .55rem; padding: .22rem 0; cursor: pointer; font-size: .925rem; line-height: 1.35; }
@media (hover: hover) { #facets label:hover .value { color: var(--accent); } }
#facets label.none { color: var(--muted); }
#facets input { accent-color: var(--accent); width: 1.05rem; height: 1.05rem; margin: 0; flex: none; translate: 0 .15rem; }
#facets .value { flex: 1; min-width: 0; }
#facets .number { color: var(--muted); font-size: .85rem; font-variant-numeric: tabular-nums; }
#facets .more { font-size: .9rem; }

/* ---- one innovation */

#detail { width: min(44rem, 100vw); max-width: none; height: 100dvh; max-height: none; margin: 0 0 0 auto; padding: 0; border: 0; background: var(--surface); color: var(--ink); overflow: auto; overscroll-behavior: contain; }
#detail::backdrop { background: rgb(8 20 24 / .55); }
.detail-bar { position: sticky; top: 0; z-index: 1; display: flex; justify-content: flex-end; gap: .6rem; padding: .75rem 1.5rem; background: var(--surface); border-bottom: 1px solid var(--line); }
.sheet { padding: 1.4rem 1.5rem 3rem; }
.sheet h2 { font-size: clamp(1.3rem, 3.4vw, 1.65rem); letter-spacing: -.01em; }
.sheet section { margin-top: 1.6rem; }
.sheet h3 { font-size: 1rem; margin-bottom: .35rem; }
.sheet section p + p, .sheet section ul + p, .sheet section p + ul { margin-top: .6rem; }
.text ul { list-style: disc; padding-left: 1.3rem; }
.filler { color: var(--muted); font-style: italic; }
.facts { margin-top: 1.2rem; display: grid; gap: .1rem; border-block: 1px solid var(--line); padding: .6rem 0; }
.facts div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .25rem 1rem; padding: .25rem 0; }
dt { color: var(--muted); font-size: .925rem; }
.titles { list-style: disc; padding-left: 1.3rem; }
.note { color: var(--muted); font-size: .925rem; margin-bottom: .5rem; }
#reading:empty { display: none; }
.sources li { display: grid; grid-template-columns: 4px minmax(0, 1fr) auto; gap: .05rem .8rem; padding: .55rem 0; }
.sources li + li { border-top: 1px solid var(--line); }
.stripe { grid-row: 1 / 3; border-radius: 2px; background: var(--other); }
.stripe.panrb_kipp { background: var(--kipp); }
.stripe.kemendagri_iga { background: var(--iga); }
.stripe.lan_inoland { background: var(--lan); }
.system { font-weight: 600; }
.sources .number { color: var(--muted); font-size: .9rem; font-variant-numeric: tabular-nums; }
.sources a, .sources .muted { grid-column: 2 / 4; font-size: .925rem; justify-self: start; max-width: 100%; }
.further li { padding: .45rem 0; line-height: 1.4; }
.further li + li { border-top: 1px solid var(--line); }
.further .of { display: block; font-size: .9rem; }

/* ---- narrow */

.narrow .examples { flex-wrap: nowrap; overflow-x: auto; padding-block: .25rem; scrollbar-width: none; }
.narrow .examples > * { flex: none; }
.narrow .directory { grid-template-columns: minmax(0, 1fr); }
.narrow #open-filters { display: inline-block; }
.narrow .tools { width: 100%; flex-wrap: wrap; gap: .5rem; font-size: .925rem; }
.narrow .tools > *, .narrow select { padding-inline: .6rem; }
.narrow .tools label { padding: 0; }
.narrow .tools label { order: -1; margin-inline-end: auto; }
.narrow .tools label span { position: absolute; clip-path: inset(50%); }
.narrow #open-filters { order: -2; }
.narrow .card { padding: .95rem 1rem 1rem; }
.narrow .pages { flex-wrap: wrap; gap: .5rem; font-size: .925rem; }
.narrow #filters[open] { position: fixed; inset: 0; width: 100vw; height: 100dvh; overflow: auto; background: var(--ground); padding: .5rem 1rem 3rem; }
.narrow .filters-head { display: flex; align-items: center; justify-content: space-between; position: sticky; top: -.5rem; background: var(--ground); z-index: 1; padding: .25rem 0; }
.narrow .filters-head .plain { display: inline-block; font-weight: 600; padding: .6rem; }
.narrow #facets label { padding: .45rem 0; }
.narrow .facts div { grid-template-columns: minmax(6.5rem, 30%) minmax(0, 1fr); column-gap: .8rem; }
.narrow .sheet, .narrow .detail-bar { padding-inline: 1.1rem; }
.narrow .field > button { padding-inline: 1rem; }
.narrow #suggestions { max-height: 45vh; }

@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation-duration: .01s !important; animation-delay: 0s !important; transition: none !important; }
}

@media print {
  .head, #filters, .map, .chosen, .pick, .tools, .pages, .detail-bar, .examples { display: none; }
  .directory { display: block; }
  .card { break-inside: avoid; box-shadow: none; }
}
`;

let made;

/** The style sheet, shared by all elements of the page. Made by script, so that it needs no `style-src` of a strict policy. */
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
