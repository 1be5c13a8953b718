import type { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import { drawRun } from './drawRun.ts';
import type { Reading } from './readAgain.ts';

/** The tree of a run, drawn over and over in its place in a terminal, in as much room as that has. */
export function liveTree(terminal: WriteStream) {
  const update = createLogUpdate(terminal);
  let last: Reading | undefined;
  let words: string | undefined;
  const draw = () => {
    if (last === undefined) {
      update(words ?? '');
      return;
    }
    const { rows, columns } = terminal;
    // One line is for the words.
    const drawn = drawRun(last.run, last.now, { rows: rows - 1, columns });
    update(words === undefined ? drawn : `${drawn}\n${words}`);
  };
  const drawAnew = () => {
    // A tree whose head is out of sight by now could not be mended where it stands.
    update.clear();
    draw();
  };
  terminal.on('resize', drawAnew);
  return {
    show: (reading: Reading) => {
      last = reading;
      words = undefined;
      draw();
    },
    note: (said: string) => {
      words = said;
      draw();
    },
    leave: () => {
      terminal.off('resize', drawAnew);
      update.done();
    },
  };
}
