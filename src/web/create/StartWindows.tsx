import { CalendarFields } from '../forms/CalendarFields.tsx';
import { Fold } from '../parts/Fold.tsx';
import type { StageDraft } from './stageDraft.ts';
import { windowsText } from './stageText.ts';

export interface StartWindowsProps {
  readonly windows: StageDraft['windows'];
  readonly onChange: (windows: StageDraft['windows']) => void;
  /** Of the stage. */
  readonly pointer: string;
}

/** When members of a stage may start; who runs when a window closes finishes. Folded away. */
export function StartWindows({ windows, onChange, pointer }: StartWindowsProps) {
  return (
    <Fold title={`Start windows: ${windowsText(windows)}`}>
      <CalendarFields calendar={windows} onChange={onChange} pointer={`${pointer}/startWindows`} />
    </Fold>
  );
}
