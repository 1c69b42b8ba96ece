// How does a page get `<jipp-search>`? By loading this file: `<script type="module" src="jipp/element.js"></script>`.

import { JippSearch } from './element/search-element.js';

if (!customElements.get('jipp-search')) customElements.define('jipp-search', JippSearch);

export { JippSearch };
