import { pageOf, TEST, type Occurrence } from './occurrence.ts';

/** What people read of an occurrence, in whatever they read it. */
export interface Words {
  readonly title: string;
  readonly message: string;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  /** Into the dashboard, where the app knows its own address. */
  readonly link?: string;
}

/** Longer ones are Azure's, and are read in the dashboard; a chat refuses what is very long. */
const LONGEST = 1_000;
const LONGEST_FACT = 500;

const TITLES: Readonly<Record<string, (occurrence: Occurrence) => string>> = {
  'run.started': ({ run = '' }) => `Run ${run} was started`,
  'run.ended': ({ run = '', state = 'ended' }) => `Run ${run}: ${state}`,
  'stage.ended': ({ run = '', stage = '', state = 'ended' }) => `Run ${run}, stage ${stage}: ${state}`,
  'member.failed': ({ run = '', fleet = '', member = '' }) => `Run ${run}: ${fleet}/${member} failed`,
  'run.waiting': ({ run = '', reason = '' }) => `Run ${run} waits: ${reason}`,
  'gate.pending': ({ run = '' }) => `Run ${run}: a gate waits`,
  'gate.decided': ({ run = '', state = 'decided' }) => `Run ${run}: a gate is ${state}`,
  'gate.expired': ({ run = '' }) => `Run ${run}: a gate has expired`,
  'start.failed': ({ trigger = '' }) => `Trigger ${trigger}: a start failed`,
  'start.skipped': ({ trigger = '' }) => `Trigger ${trigger}: a start was skipped`,
  'freeze.began': ({ freeze = '' }) => `Freeze ${freeze} is on`,
  'freeze.ended': ({ freeze = '' }) => `Freeze ${freeze} is over`,
  [TEST]: () => 'A test of Fleet Updates',
};

const FACTS = [
  'run',
  'attempt',
  'strategy',
  'stage',
  'group',
  'member',
  'state',
  'reason',
  'trigger',
  'freeze',
] as const;

export function wordsOf(occurrence: Occurrence, appUrl: string | undefined): Words {
  const { type, message, fleets } = occurrence;
  const facts = FACTS.flatMap((field) => {
    const value = occurrence[field];
    return value === undefined ? [] : [{ title: titled(field), value: String(value) }];
  });
  if (fleets) facts.push({ title: 'Fleets', value: shortened(fleets.join(', '), LONGEST_FACT) });
  return {
    title: TITLES[type]?.(occurrence) ?? type,
    message: shortened(message, LONGEST),
    facts: [...facts, { title: 'Time', value: occurrence.time }],
    ...(appUrl !== undefined && { link: `${appUrl}${pageOf(occurrence)}` }),
  };
}

/** No character is cut in two: half of one is none that a chat takes. */
function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

const titled = (field: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
