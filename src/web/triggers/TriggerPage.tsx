export function TriggerPage({ name }: { name: string }) { return <h1>TriggerPage</h1>; }
