/** How sending went, as whoever sends it finds. */
export type Sent =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'refused' | 'unanswered'; readonly reason: string };

export interface Judgement {
  /**
   * `Gone`: nobody is there, and it is not tried again before somebody says so. `Unavailable`: what comes after it
   * would fare no better. `Rejected`: this one is not taken, another may be.
   */
  readonly outcome: 'Delivered' | 'Gone' | 'Rejected' | 'Unavailable';
  readonly message: string;
  /** Of HTTP, where there was an answer. */
  readonly status?: number;
}

const TEMPORARY = new Set([408, 425, 429]);

/** What an answer means. A redirect is none that is followed, so its target has to be named itself. */
export function judge(sent: Sent): Judgement {
  if (sent.kind !== 'answered') return { outcome: 'Unavailable', message: sent.reason };
  const { status } = sent;
  if (status >= 200 && status < 300) return { outcome: 'Delivered', status, message: `Answered ${status}.` };
  if (status === 404 || status === 410) {
    return { outcome: 'Gone', status, message: `Answered ${status}: nothing is there any more.` };
  }
  if (status >= 300 && status < 400) {
    const message = `Answered ${status}: redirects are not followed, name the address that it leads to.`;
    return { outcome: 'Rejected', status, message };
  }
  const isTemporary = status >= 500 || TEMPORARY.has(status);
  return { outcome: isTemporary ? 'Unavailable' : 'Rejected', status, message: `Answered ${status}.` };
}
