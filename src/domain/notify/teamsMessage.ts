import type { Words } from './words.ts';

/**
 * What a Workflows webhook of Teams takes, "Post to a channel when a webhook request is received": a message with an
 * Adaptive Card (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).
 */
export function teamsMessage(words: Words) {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: adaptiveCard(words),
      },
    ],
  };
}

/** Version 1.4 (https://adaptivecards.io/explorer); what came from elsewhere is a TextRun, in which nothing is markup. */
function adaptiveCard({ title, message, facts, link }: Words) {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: message }] },
      { type: 'FactSet', facts },
    ],
    ...(link !== undefined && { actions: [{ type: 'Action.OpenUrl', title: 'Open', url: link }] }),
  };
}
