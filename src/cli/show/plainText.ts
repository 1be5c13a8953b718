/**
 * Words of others, for a terminal or a log: a control character in them must not steer either, and a log of GitHub or
 * Azure Pipelines takes `##vso[` and `##[` for commands wherever they stand in a line.
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replaceAll('##', '# #');
}
