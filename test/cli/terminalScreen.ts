/**
 * As much of a terminal as is needed to see what somebody in front of it sees: text, line breaks, wrapped lines, scrolling, and the
 * sequences that move the cursor or erase. Any other sequence than these and colours is an error: it would go unseen.
 */
export class TerminalScreen {
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;
  #columns: number;
  #rows: number;
  #rest = '';
  showsCursor = true;

  constructor({ columns, rows }: { readonly columns: number; readonly rows: number }) {
    this.#columns = columns;
    this.#rows = rows;
  }

  resize({ columns, rows }: { readonly columns: number; readonly rows: number }): void {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** The lines that can be seen. */
  text(): string {
    return this.#lines
      .slice(-this.#rows)
      .map((line) => line.join('').trimEnd())
      .join('\n');
  }

  write(data: string): void {
    const all = this.#rest + data;
    // eslint-disable-next-line no-control-regex -- they are what this is about
    const token = /\u001b\[(\?)?(\d*)(?:;\d+)*([A-Za-z])|([^\u001b])/gu;
    let end = 0;
    for (const [whole, isPrivate, number, command, character] of all.matchAll(token)) {
      end += whole.length;
      if (character !== undefined) this.#print(character);
      else this.#obey(`${isPrivate ?? ''}${command ?? ''}`, number ?? '');
    }
    this.#rest = all.slice(end);
    if (this.#rest.length > 20) throw new Error(`What is ${JSON.stringify(this.#rest.slice(0, 20))}?`);
  }

  #print(character: string): void {
    if (character === '\r') this.#column = 0;
    else if (character === '\n') this.#down();
    else if (character >= ' ') {
      if (this.#column === this.#columns) {
        this.#column = 0;
        this.#down();
      }
      const line = this.#line();
      while (line.length < this.#column) line.push(' ');
      line[this.#column] = character;
      this.#column += 1;
    } else throw new Error(`What is ${JSON.stringify(character)}?`);
  }

  #down(): void {
    this.#row += 1;
    if (this.#row === this.#lines.length) this.#lines.push([]);
  }

  #line(): string[] {
    const line = this.#lines[this.#row];
    if (!line) throw new Error(`There is no line ${this.#row}.`);
    return line;
  }

  #obey(command: string, number: string): void {
    const count = Number(number || '1');
    const top = Math.max(0, this.#lines.length - this.#rows);
    if (command === 'A') this.#row = Math.max(top, this.#row - count);
    else if (command === 'B') this.#row = Math.min(this.#lines.length - 1, this.#row + count);
    else if (command === 'G') this.#column = count - 1;
    else if (command === 'K') this.#line().splice(number === '2' ? 0 : this.#column);
    else if (command === '?l' || command === '?h') {
      if (number === '25') this.showsCursor = command === '?h';
    } else if (command === 'J') this.#eraseBelow();
    else if (command !== 'm') throw new Error(`What is ${number}${command}?`);
  }

  #eraseBelow(): void {
    this.#line().splice(this.#column);
    this.#lines.length = this.#row + 1;
  }
}
