import { FieldContextProvider, useFieldControlProps_unstable } from '@fluentui/react-components';
import type { CSSProperties, ReactNode } from 'react';

export interface ControlGroupProps {
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/**
 * Several controls in one field, each with a label of its own. The field would give all of them its id, and every
 * label would be that of the first.
 */
export function ControlGroup({ children, ...look }: ControlGroupProps) {
  const {
    id,
    'aria-labelledby': label,
    'aria-describedby': described,
  } = useFieldControlProps_unstable<{ id?: string; 'aria-labelledby'?: string; 'aria-describedby'?: string }>(
    {},
  );
  return (
    <div {...look} role="group" id={id} aria-labelledby={label} aria-describedby={described}>
      <FieldContextProvider value={undefined}>{children}</FieldContextProvider>
    </div>
  );
}
