import { Caption1 } from '@fluentui/react-components';
import { useAppPace } from '../api/connection.ts';

/** Says that time runs faster here than on the viewer's wall: only the local system does that. */
export function LocalClock() {
  const pace = useAppPace();
  if (pace < 2) return null;
  return (
    <Caption1 title="Times are those of the local system, whose clock is ahead of yours.">
      Local system: time runs about {Math.round(pace)} times faster
    </Caption1>
  );
}
