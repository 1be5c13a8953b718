import { Button, Tooltip } from '@fluentui/react-components';
import type { SkipTarget } from '../api/types.ts';
import { NextRegular } from '../icons.ts';
import { skipTitle } from './runActions.ts';
import { useSkipping } from './skipping.ts';

/** Offered while it can be done, to those who may. */
export function SkipButton({ target, possible }: { target: SkipTarget; possible: boolean }) {
  const ask = useSkipping();
  if (!ask || !possible) return null;
  return (
    <Tooltip content={skipTitle(target)} relationship="label">
      <Button appearance="subtle" size="small" icon={<NextRegular />} onClick={() => ask(target)} />
    </Tooltip>
  );
}
