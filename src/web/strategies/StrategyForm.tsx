import type { StrategyBody } from '../api/types.ts';
import { StageEditor } from '../create/StageEditor.tsx';
import { useCards } from '../parts/cards.ts';
import { PolicyFields } from '../policy/PolicyFields.tsx';

export interface StrategyFormProps {
  readonly body: StrategyBody;
  readonly onChange: (body: StrategyBody) => void;
}

/** Stages, and what holds for the whole of a run. */
export function StrategyForm({ body, onChange }: StrategyFormProps) {
  const cards = useCards();
  const { policy, ...rest } = body;
  return (
    <div className={cards.stack}>
      <StageEditor stages={body.stages} onChange={(stages) => onChange({ ...body, stages: [...stages] })} />
      <PolicyFields policy={policy} onChange={(next) => onChange(next ? { ...rest, policy: next } : rest)} />
    </div>
  );
}
