import { makeStyles, Text } from '@fluentui/react-components';
import { appNow } from '../api/connection.ts';
import { TextField } from '../forms/TextField.tsx';
import { useCards } from '../parts/cards.ts';
import { utcText } from '../parts/timeText.ts';
import { readCron } from './cronText.ts';

const useStyles = makeStyles({ times: { margin: 0, paddingInlineStart: '20px' } });

export interface CronFieldProps {
  readonly cron: string;
  readonly timeZone: string;
  /** Some times may be held back: said below the times. */
  readonly hasPauses: boolean;
  readonly onChange: (cron: string) => void;
}

/** A cron expression, in words and with its next times while it is typed. */
export function CronField({ cron, timeZone, hasPauses, onChange }: CronFieldProps) {
  const styles = useStyles();
  const cards = useCards();
  const reading = readCron(cron, timeZone, appNow());
  return (
    <>
      <TextField
        label="Cron expression"
        required
        hint="Minute, hour, day of month, month, day of week"
        value={cron}
        onChange={onChange}
        check={(text) =>
          readCron(text, timeZone, appNow())
            ? undefined
            : 'Five fields that fall due some day, such as 0 2 * * 1-5'
        }
        pointer="/schedule/cron"
      />
      {reading && (
        <div role="status" aria-label="What the cron expression says">
          <Text weight="semibold" block>
            {reading.words} ({timeZone})
          </Text>
          <ol className={styles.times} aria-label="Next five times">
            {reading.next.map((time) => (
              <li key={time}>
                <Text size={200}>
                  {inZone(time, timeZone)} <span className={cards.quiet}>{utcText(time)}</span>
                </Text>
              </li>
            ))}
          </ol>
          {hasPauses && (
            <Text size={200} className={cards.quiet}>
              Of these, times in a blackout or quiet time start nothing.
            </Text>
          )}
        </div>
      )}
    </>
  );
}

const inZone = (time: string, timeZone: string) =>
  new Intl.DateTimeFormat(undefined, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(time));
