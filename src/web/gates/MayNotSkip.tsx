import { Text } from '@fluentui/react-components';
import type { Gate, Run } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { isSkippable, permissionToSkip } from './skipOfGate.ts';

export interface MayNotSkipProps {
  readonly gate: Gate;
  readonly allowed: Run['allowed'];
}

/** Why it is not offered to somebody who looks for it. */
export function MayNotSkip({ gate, allowed }: MayNotSkipProps) {
  const cards = useCards();
  const { because, message } = permissionToSkip(gate, allowed);
  if (because !== 'Role' || !isSkippable(gate, allowed)) return null;
  return (
    <Text size={200} className={cards.quiet}>
      You may not skip it. {message}
    </Text>
  );
}
