/** As in docs/gates.md and docs/health.md: what holds where nothing is said. */
export const GATE_DEFAULTS = {
  minimumApprovals: 1,
  initialDelayInSeconds: 0,
  intervalInSeconds: 60,
  soakInSeconds: 0,
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
} as const;
