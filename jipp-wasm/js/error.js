// What do people catch?
//
// One error class. `code` is a stable slug: those of the core (`not_an_index`, `unknown_facet`, `unknown_rule`, ...), the same
// as in Rust and Python, and a few that only a browser or Node can meet (`webassembly_missing`, `download_failed`, ...).

/** An error of jipp. `code` is stable and meant for programs, `message` for people. */
export class JippError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'JippError';
    this.code = code;
  }

  /**
   * What was thrown, as a JippError where it concerns jipp; anything else stays as it is.
   * @param {any} error
   */
  static from(error) {
    if (error instanceof JippError) return error;
    if (error?.name === 'JippError') return new JippError(error.code, error.message);
    if (typeof WebAssembly !== 'undefined' && error instanceof WebAssembly.RuntimeError) {
      return new JippError('engine_stopped', 'the engine stopped unexpectedly; load it again', { cause: error });
    }
    return error;
  }
}
