// What runs now, with its seconds: redrawn lines on a terminal, plain lines anywhere else.
import { clearScreenDown, moveCursor } from 'node:readline';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** Colour where it is seen and wanted. */
export const paint = (code, text, out = process.stdout) =>
  out.isTTY && !process.env.NO_COLOR ? `\x1b[${code}m${text}\x1b[0m` : text;
export const green = (text) => paint(32, text);
export const red = (text) => paint(31, text);
export const faint = (text) => paint(2, text);

/** The tasks that run now, each with its line at the foot of what was printed. */
export class Board {
  #out;
  #active = new Set();
  #drawn = 0;
  #frame = 0;

  constructor(out = process.stdout) {
    this.#out = out;
    if (out.isTTY) setInterval(() => this.#redraw(), 100).unref();
  }

  /** Prints a line above what runs. */
  say(text) {
    this.#erase();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  /**
   * Runs `work(detail)` under a line of its own: `detail(text)` tells how far it is, a returned text what came of it.
   *
   * @returns what the work returns
   */
  async task(label, work) {
    const entry = { label, detail: '', since: performance.now() };
    this.#active.add(entry);
    if (!this.#out.isTTY) this.#out.write(`… ${label.trimEnd()}\n`);
    const end = (mark, note) => {
      this.#active.delete(entry);
      this.say(`${mark} ${label}  ${faint([seconds(entry.since), note].filter(Boolean).join(', '))}`);
    };
    try {
      const note = await work((text) => {
        entry.detail = text;
      });
      end(green('✓'), typeof note === 'string' ? note : '');
      return note;
    } catch (error) {
      end(red('✗'), '');
      throw error;
    }
  }

  #redraw() {
    this.#frame = (this.#frame + 1) % FRAMES.length;
    this.#erase();
    this.#draw();
  }

  #erase() {
    if (!this.#drawn) return;
    moveCursor(this.#out, 0, -this.#drawn);
    clearScreenDown(this.#out);
    this.#drawn = 0;
  }

  #draw() {
    if (!this.#out.isTTY) return;
    for (const { label, detail, since } of this.#active) {
      const line = `${FRAMES[this.#frame]} ${label}  ${seconds(since)}  ${detail}`;
      this.#out.write(`${line.slice(0, (this.#out.columns || 80) - 1)}\n`);
    }
    this.#drawn = this.#active.size;
  }
}
