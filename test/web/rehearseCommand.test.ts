import { rehearseCommand } from '../../src/web/create/rehearseCommand.ts';

describe('The command that rehearses a run', () => {
  it('has the run as it is filled in, in a here document from which no shell takes anything', () => {
    const body = {
      stages: [{ name: 'first', groups: [{ name: "it's $HOME `id`" }] }],
      managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' as const } },
    };
    const lines = rehearseCommand(body, 'https://updates.example.com').split('\n');
    expect(lines[0]).toBe(
      "fleet-updates rehearse --url https://updates.example.com --plays 20 --fail 2% -f - <<'RUN'",
    );
    expect([JSON.parse(lines.slice(1, -1).join('\n')), lines.at(-1)]).toEqual([body, 'RUN']);
    expect(lines.slice(1, -1)).not.toContain('RUN');
  });
});
