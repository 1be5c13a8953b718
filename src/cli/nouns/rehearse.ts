import type { Command } from '../command.ts';
import { showRehearsal } from '../rehearse/rehearsal.ts';
import { REQUEST_OPTIONS } from './runRequest.ts';

export const rehearse: Command = {
  words: ['rehearse'],
  summary: 'Plays a run before it is created: how long it takes, and what goes wrong',
  operations: [],
  options: [
    ...REQUEST_OPTIONS,
    {
      flags: '--members <count>',
      about: 'with a made-up fleet of so many members, in place of the live one',
    },
    { flags: '--regions <count>', about: 'of the made-up fleet' },
    { flags: '--inventory <file>', about: 'with the members of a file: what members list -o json prints' },
    { flags: '--plays <count>', about: 'how often, with other durations and faults each time (1)' },
    { flags: '--seed <number>', about: 'the same seed gives the same plays (1)' },
    { flags: '--fail <share>', about: 'so many members fail for good, such as 2%' },
    { flags: '--busy <share>', about: 'another operation holds so many clusters at first, such as 5%' },
    { flags: '--azure-down <time>', about: 'Azure answers nothing for so long, such as 3h' },
    {
      flags: '--approve-after <time>',
      about: 'whoever is to approve a gate does after so long, such as 2h (at once)',
    },
    { flags: '--start-at <time>', about: 'when the run is started (now)' },
  ],
  examples: [
    'rehearse -f run.yaml',
    'rehearse --strategy standard --kubernetes-version 1.33 --plays 100 --fail 2%',
    'rehearse -f run.yaml --members 200 --regions 4 -o markdown',
  ],
  run: async (call) => {
    await showRehearsal(call);
    return undefined;
  },
};
