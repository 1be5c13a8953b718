import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { TerminalScreen } from './terminalScreen.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The built command line in a pseudo-terminal: `script`, which every Debian has, makes one and is its keyboard. */
export class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown[]>;
  readonly #screen: TerminalScreen;
  /** The device, so that it can be resized. */
  readonly #device: string;

  private constructor(child: ChildProcessWithoutNullStreams, device: string, size: Size) {
    this.#child = child;
    this.#device = device;
    this.#screen = new TerminalScreen(size);
    this.#ended = once(child, 'close');
    child.stdout.on('data', (data: Buffer) => this.#screen.write(data.toString()));
  }

  static async open(words: readonly string[], size: Size): Promise<Terminal> {
    const line = [process.execPath, `${process.cwd()}/dist/cli/fleet-updates.cjs`, ...words];
    // It begins when it has been told its size, and says where it is.
    const command = `stty cols ${size.columns} rows ${size.rows} -echo; tty; read -r go; exec ${line.join(' ')}`;
    const child = spawn('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
      env: { PATH: process.env['PATH'], SHELL: '/bin/sh', TERM: 'xterm-256color' },
    });
    const said: readonly unknown[] = await once(child.stdout, 'data');
    const terminal = new Terminal(child, String(said[0]).trim(), size);
    child.stdin.write('\n');
    return terminal;
  }

  /** What can be seen, once it is as it should be. */
  async sees(words: RegExp): Promise<string> {
    // Sooner than Jest, who could not say what stood there instead.
    const patience = AbortSignal.timeout(30_000);
    while (!words.test(this.#screen.text())) {
      const more = await Promise.race([once(this.#child.stdout, 'data'), this.#ended]);
      if (typeof more[0] === 'number' && !words.test(this.#screen.text()))
        throw new Error(`It ended with ${more[0]} and shows:\n${this.#screen.text()}`);
      if (patience.aborted) throw new Error(`It shows:\n${this.#screen.text()}`);
    }
    return this.#screen.text();
  }

  press(keys: string): void {
    this.#child.stdin.write(keys);
  }

  resize(size: Size): void {
    this.#screen.resize(size);
    const { columns, rows } = size;
    execFileSync('stty', ['-F', this.#device, 'cols', String(columns), 'rows', String(rows)]);
  }

  get showsCursor(): boolean {
    return this.#screen.showsCursor;
  }

  /** The exit code, and all that stands there then. */
  async end(): Promise<{ readonly code: unknown; readonly text: string }> {
    const [code]: readonly unknown[] = await this.#ended;
    return { code, text: this.#screen.text() };
  }

  async close(): Promise<void> {
    // Told to end itself: `script` would give it seconds to do so.
    if (this.#child.exitCode === null) this.press('\u0003');
    await this.#ended;
  }
}
