/** Everything people can type and press. A new command or button is added here. */
import type { Button, Command } from '../src/discord/command.ts';
import { ask } from './ask.ts';
import { context, wider } from './buttons/context.ts';
import { copy } from './buttons/copy.ts';
import { more, near } from './buttons/page.ts';
import { remove } from './buttons/remove.ts';
import { share } from './buttons/share.ts';

export const commands: readonly Command[] = [ask];

export const buttons: readonly Button[] = [share, more, near, context, wider, copy, remove];
