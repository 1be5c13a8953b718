import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { PlanBody } from '../api/types.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Fold } from '../parts/Fold.tsx';
import { useCards } from '../parts/cards.ts';
import { rehearseCommand } from './rehearseCommand.ts';

const useStyles = makeStyles({
  command: {
    margin: 0,
    padding: '8px',
    maxHeight: '240px',
    overflow: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

/** How to play the run that is filled in, in a terminal: the page itself plays nothing. */
export function Rehearse({ body }: { body: PlanBody }) {
  const styles = useStyles();
  const cards = useCards();
  const command = rehearseCommand(body, window.location.origin);
  return (
    <Fold title="Rehearse it first">
      <Text size={200} className={cards.quiet}>
        The command line plays this run on the fleet as it is now, in memory: how long it takes, and what a
        failure would stop.
      </Text>
      <div className={cards.row}>
        <CopyButton text={command} what="the command" />
        <pre className={styles.command} tabIndex={0} aria-label="Command that rehearses the run">
          {command}
        </pre>
      </div>
    </Fold>
  );
}
