import type { SimulatedArm } from './simulatedArm.ts';

interface Question {
  readonly url: string;
  readonly body?: { readonly json: object } | { readonly form: Readonly<Record<string, string>> };
}

/** Questions about health, straight into the simulator: what is asked, and of whom, is the same as over HTTP. */
export function memoryAsking(arm: SimulatedArm) {
  return (_operation: string, { url, body }: Question): Promise<unknown> => {
    const address = new URL(url);
    if (body === undefined) return arm.send('GET', address, '');
    const text = 'json' in body ? JSON.stringify(body.json) : new URLSearchParams(body.form).toString();
    return arm.send('POST', address, text);
  };
}
