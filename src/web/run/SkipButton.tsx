import { Button } from '@fluentui/react-components';
import type { SkipTarget } from '../api/types.ts';
import { NextRegular } from '../icons.ts';
import { useAsking } from './asking.ts';
import { skipTitle } from './runActions.ts';

/** Offered while it can be done, to those who may. */
export function SkipButton({ target, possible }: { target: SkipTarget; possible: boolean }) {
  const ask = useAsking();
  if (!possible) return null;
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<NextRegular />}
      aria-label={skipTitle(target)}
      style={{ minWidth: 0, flexShrink: 0 }}
      onClick={() => ask({ what: 'skip', target })}
    >
      Skip
    </Button>
  );
}
