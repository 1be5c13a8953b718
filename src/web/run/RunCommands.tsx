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
import { startText } from './runActions.ts';

/** Start, stop and delete; once more, and what is seldom needed, in a menu. */
export function RunCommands({ run }: { run: Run }) {
  const { operate } = useMay();
  const ask = useAsking();
  const { start, stop, delete: remove, abandon, changePolicy } = run.allowed;
  // Of a failure the banner says what can be done, and what each leads to.
  const inBanner = hasFailure(run);
  const mayAbandon = abandon.allowed && !inBanner;
  return (
    <>
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
      {operate && run.state !== 'NotStarted' && (
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
