import type { HealthCheck } from './checkProblems.ts';

/** What the fields of a check of a health gate are given. */
export interface CheckFieldsProps<Check extends HealthCheck = HealthCheck> {
  readonly check: Check;
  readonly onChange: (check: Check) => void;
  /** What is wrong with a field, `/url` for example. */
  readonly problemAt: (field: string) => string | undefined;
  readonly pointer: string;
}
