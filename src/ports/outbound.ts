/** A request to a host that a user named, so one that may be anywhere. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  /** `https` only. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type OutboundResult =
  /** Whatever the status: redirects are not followed. The body is its beginning. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** Nothing was sent, as the address is none that we send to. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Perhaps sent, and not answered in time. */
  | { readonly kind: 'unanswered'; readonly reason: string };

/** Sends to hosts that users name, and to none that only our own network reaches. Never throws. */
export interface Outbound {
  send(request: OutboundRequest): Promise<OutboundResult>;
}
