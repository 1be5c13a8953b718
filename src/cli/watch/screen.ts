import type { Printer } from '../show/printer.ts';
import { annotationOf } from './annotations.ts';
import type { Reading } from './readAgain.ts';
import { transitions, type Place } from './transitions.ts';
import type { Environment } from '../settings.ts';

/** Where a run is shown while it goes on. */
export interface Screen {
  show(reading: Reading): void;
  /** Something beside the run, such as that the app is away. */
  note(words: string): void;
  /** What was drawn stays. */
  leave(): void;
}

/** A tree drawn over and over in a terminal, else a line for each change. */
export async function screenOf(print: Printer, environment: Environment): Promise<Screen> {
  const isTerminal = print.format === 'table' && process.stdout.isTTY && environment['CI'] === undefined;
  if (!isTerminal) return lines(print, environment);
  // Whoever only asks for a version does not wait until this has been read.
  const { liveTree } = await import('./liveTree.ts');
  return liveTree(process.stdout);
}

function lines(print: Printer, environment: Environment): Screen {
  const annotate = annotationOf(environment);
  const say = (line: string) => (print.format === 'table' ? print.text(line) : print.beside(line));
  let before: Reading | undefined;
  const told = (place: Place, time: string) => {
    say(`${time} ${place.what} ${place.state}${place.words === '' ? '' : `: ${place.words}`}`);
    if (annotate && place.failure !== undefined) say(annotate(place.failure));
  };
  return {
    show: (reading) => {
      const time = `${new Date(reading.now).toISOString().slice(0, 19)}Z`;
      for (const place of transitions(before?.run, reading.run)) told(place, time);
      before = reading;
    },
    note: say,
    leave: () => undefined,
  };
}
