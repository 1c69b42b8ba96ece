// How is a compressed piece opened? By the browser itself.

import { JippError } from './error.js';

/** Inflates what was compressed with DEFLATE, without a header. */
export async function inflated(bytes) {
  if (typeof DecompressionStream === 'undefined') throw new JippError('engine_unusable', 'this browser cannot inflate pieces: use the whole file, `national.bundle`');
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new JippError('index_damaged', `a piece of the search index cannot be inflated: ${error?.message ?? error}`, { cause: error });
  }
}
