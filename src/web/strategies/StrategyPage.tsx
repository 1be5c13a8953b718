export function StrategyPage({ name }: { name: string }) { return <h1>StrategyPage</h1>; }
