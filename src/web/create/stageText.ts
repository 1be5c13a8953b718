import type { StageDefinition } from '../api/types.ts';
import type { Calendar } from '../forms/calendar.ts';
import { counted } from '../parts/counted.ts';
import { durationText } from '../parts/timeText.ts';
import { limitsText } from '../policy/limits.ts';

/** What is in a stage, in a line: `weu (5 at once), eus · 2 may fail · then waits 10 min`. */
export function stageText({
  groups,
  afterStageWaitInSeconds: wait = 0,
  startWindows,
  ...limits
}: StageDefinition): string {
  const names = groups.map(({ name, ...own }) =>
    limitsText(own) === '' ? name : `${name} (${limitsText(own)})`,
  );
  const parts = [
    names.join(', '),
    limitsText(limits),
    startWindows ? `starts ${windowsText(startWindows)}` : '',
    wait > 0 ? `then waits ${durationText(wait * 1_000)}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `at any time`, `in 2 windows`. */
export function windowsText({ dates = [], hours = [] }: Calendar): string {
  const count = dates.length + hours.length;
  return count === 0 ? 'at any time' : `in ${counted(count, 'window')}`;
}
