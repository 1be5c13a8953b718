import { Text } from '@fluentui/react-components';

/** How far a stage or a group has come to its limits; nothing where it has none. */
export function LimitsLine({ used }: { used: readonly string[] }) {
  return used.length === 0 ? null : <Text size={200}>{used.join(' · ')}</Text>;
}
