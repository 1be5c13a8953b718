import { Button, Field, Text } from '@fluentui/react-components';
import { counted } from '../parts/counted.ts';
import type { RunDraft } from './runDraft.ts';

const MOST_NAMED = 5;

export interface OnlyMembersProps {
  readonly members: NonNullable<RunDraft['members']>;
  readonly onAll: () => void;
}

/** That the run is for some members only, and how it becomes one for all. */
export function OnlyMembers({ members, onAll }: OnlyMembersProps) {
  const named = members.slice(0, MOST_NAMED).map(({ fleet, name }) => `${fleet}/${name}`);
  const more = members.length - named.length;
  return (
    <Field label="Members">
      <div>
        <Text block>
          Only {counted(members.length, 'member')}: {named.join(', ')}
          {more > 0 && ` and ${more} more`}. The others stay as they are.
        </Text>
        <Button size="small" onClick={onAll}>
          All members instead
        </Button>
      </div>
    </Field>
  );
}
