import type { Words } from './words.ts';

/** What an incoming webhook of Slack takes (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export function slackMessage({ title, message, facts, link }: Words) {
  const shown = facts.map((fact) => ({
    type: 'mrkdwn',
    text: `*${escaped(fact.title)}*\n${escaped(fact.value)}`,
  }));
  return {
    // Read out, and shown where blocks are not.
    text: escaped(title),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, LONGEST_HEADER) } },
      { type: 'section', text: { type: 'plain_text', text: message } },
      { type: 'section', fields: shown.slice(0, MOST_FIELDS) },
      ...(link === undefined
        ? []
        : [{ type: 'section', text: { type: 'mrkdwn', text: `<${escaped(link)}|Open>` } }]),
    ],
  };
}

/** Limits of https://docs.slack.dev/reference/block-kit/blocks. */
const LONGEST_HEADER = 150;
const MOST_FIELDS = 10;

/** Or a message of Azure's could call for the whole channel. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
