import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermissionsBitField } from 'discord.js';
import { expect, it } from 'vitest';
import { inviteLink, NEEDED_PERMISSIONS } from '../../src/discord/invite.ts';
import { projectRoot } from '../../src/project-root.ts';

it('asks for the permissions that are needed, and for no other', () => {
  const link = new URL(inviteLink('1234567890'));
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    client_id: '1234567890',
    scope: 'bot applications.commands',
    permissions: '274878024704',
  });
  const asked = new PermissionsBitField(BigInt(link.searchParams.get('permissions') ?? ''));
  expect(asked.toArray().sort()).toEqual([...NEEDED_PERMISSIONS].sort());
});

it('is the link that docs/RUNNING.md gives', () => {
  const running = readFileSync(join(projectRoot(), 'docs', 'RUNNING.md'), 'utf8');
  expect(running).toContain(inviteLink('YOUR_APPLICATION_ID'));
});
