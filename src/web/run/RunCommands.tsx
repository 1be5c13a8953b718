import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { useMay } from '../api/roles.ts';
import type { Run } from '../api/types.ts';
import { DeleteRegular, MoreHorizontalRegular, PlayRegular, RecordStopRegular } from '../icons.ts';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { useAsking } from './asking.ts';
import { hasFailure } from './failure.ts';
import { runActions } from './runActions.ts';

/** Start, stop and delete; once more, and what is seldom needed, in a menu. */
export function RunCommands({ run }: { run: Run }) {
  const { operate, administer } = useMay();
  const ask = useAsking();
  const actions = runActions(run.state);
  // Of a failure the banner says what can be done, and what each leads to.
  const inBanner = hasFailure(run);
  if (!operate) return null;
  return (
    <>
      {actions.start && !inBanner && (
        <Button appearance="primary" icon={<PlayRegular />} onClick={() => ask({ what: 'start' })}>
          {actions.start}
        </Button>
      )}
      {actions.stop && (
        <Button icon={<RecordStopRegular />} onClick={() => ask({ what: 'stop' })}>
          Stop
        </Button>
      )}
      {run.state !== 'NotStarted' && (
        <Button onClick={() => goTo(addressOf.runAgain(run.name))}>Run again</Button>
      )}
      {actions.remove && !inBanner && (
        <Button icon={<DeleteRegular />} onClick={() => ask({ what: 'remove' })}>
          Delete
        </Button>
      )}
      {actions.abandon && administer && !inBanner && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Tooltip content="More commands" relationship="label">
              <Button appearance="subtle" icon={<MoreHorizontalRegular />} />
            </Tooltip>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem onClick={() => ask({ what: 'abandon' })}>Abandon …</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}
