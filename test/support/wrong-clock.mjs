// `node --import ./test/support/wrong-clock.mjs`: this process believes that it is WRONG_CLOCK_MS later than it is.
const byMs = Number(process.env.WRONG_CLOCK_MS);
const Right = Date;

class Wrong extends Right {
  constructor(...parts) {
    super(...(parts.length ? parts : [Right.now() + byMs]));
  }

  static now() {
    return Right.now() + byMs;
  }
}
globalThis.Date = Object.defineProperty(Wrong, 'name', { value: 'Date' });
