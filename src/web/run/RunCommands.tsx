import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  Tooltip,
} from '@fluentui/react-components';
import type { Run } from '../api/types.ts';
import { DeleteRegular, MoreHorizontalRegular, PlayRegular, RecordStopRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { useAsking } from './asking.ts';
import { hasFailure } from './failure.ts';
import { isTheirs, startText } from './runActions.ts';

/** Start, stop and delete; once more, and what is seldom needed, in a menu. */
export function RunCommands({ run }: { run: Run }) {
  const ask = useAsking();
  const { start, stop, delete: remove, abandon, changePolicy } = run.allowed;
  // Of a failure the banner says what can be done, and what each leads to.
  const inBanner = hasFailure(run);
  const mayAbandon = abandon.allowed && !inBanner;
  return (
    <>
      {!isTheirs(run) && <OnlyLooks run={run} />}
      {start.allowed && !inBanner && (
        <Button appearance="primary" icon={<PlayRegular />} onClick={() => ask({ what: 'start' })}>
          {startText(run)}
        </Button>
      )}
      {stop.allowed && (
        <Button icon={<RecordStopRegular />} onClick={() => ask({ what: 'stop' })}>
          Stop
        </Button>
      )}
      {isTheirs(run) && run.state !== 'NotStarted' && (
        <Button onClick={() => goTo(addressOf.runAgain(run.name))}>Run again</Button>
      )}
      {remove.allowed && !inBanner && (
        <Button icon={<DeleteRegular />} onClick={() => ask({ what: 'remove' })}>
          Delete
        </Button>
      )}
      {(changePolicy.allowed || mayAbandon) && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Tooltip content="More commands" relationship="label">
              <Button appearance="subtle" icon={<MoreHorizontalRegular />} />
            </Tooltip>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {changePolicy.allowed && (
                <MenuItem onClick={() => ask({ what: 'policy' })}>Change limits …</MenuItem>
              )}
              {mayAbandon && <MenuItem onClick={() => ask({ what: 'abandon' })}>Abandon …</MenuItem>}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}

/** Why what others may do with the run is not here. */
function OnlyLooks({ run: { fleets, allowed } }: { run: Run }) {
  const cards = useCards();
  const what = allowed.stop.allowed ? 'Starting or changing it' : 'Starting, stopping or changing it';
  return (
    <Text size={200} className={cards.quiet}>
      {what} needs the role Operator on {fleets.length > 1 ? 'each of its fleets' : 'its fleet'} (
      {fleets.join(', ')}).
    </Text>
  );
}
